"""What no constraint can say: what was issued stays as it is, and gains no further file.

On SQLite Django rebuilds a table to alter it, which drops its triggers: a later migration that alters one of
these tables there ends with ``create_triggers`` again.
"""

from django.db import migrations

REFUSED = "an issued paper cannot be changed"
SQLITE = {
    "papers_revision_stays": f"""
        CREATE TRIGGER IF NOT EXISTS papers_revision_stays BEFORE UPDATE ON papers_revision
        WHEN OLD.status = 'issued' BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END
    """,
    "papers_revision_is_kept": f"""
        CREATE TRIGGER IF NOT EXISTS papers_revision_is_kept BEFORE DELETE ON papers_revision
        WHEN OLD.status = 'issued' BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END
    """,
    "papers_paper_stays": f"""
        CREATE TRIGGER IF NOT EXISTS papers_paper_stays BEFORE UPDATE ON papers_paper
        WHEN OLD.number IS NOT NULL BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END
    """,
    "papers_rendition_stays": f"""
        CREATE TRIGGER IF NOT EXISTS papers_rendition_stays BEFORE UPDATE ON papers_rendition
        BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END
    """,
    "papers_rendition_is_kept": f"""
        CREATE TRIGGER IF NOT EXISTS papers_rendition_is_kept BEFORE DELETE ON papers_rendition
        WHEN EXISTS (SELECT 1 FROM papers_revision WHERE id = OLD.revision_id AND status = 'issued')
        BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END
    """,
    "papers_rendition_is_first": f"""
        CREATE TRIGGER IF NOT EXISTS papers_rendition_is_first BEFORE INSERT ON papers_rendition
        WHEN EXISTS (SELECT 1 FROM papers_revision WHERE id = NEW.revision_id AND status = 'issued')
        BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END
    """,
}
POSTGRESQL = f"""
    CREATE OR REPLACE FUNCTION papers_issued_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'integrity_constraint_violation';
    END $$;
    CREATE OR REPLACE TRIGGER papers_revision_stays BEFORE UPDATE OR DELETE ON papers_revision
        FOR EACH ROW WHEN (OLD.status = 'issued') EXECUTE FUNCTION papers_issued_stays();
    CREATE OR REPLACE TRIGGER papers_paper_stays BEFORE UPDATE ON papers_paper
        FOR EACH ROW WHEN (OLD.number IS NOT NULL) EXECUTE FUNCTION papers_issued_stays();
    CREATE OR REPLACE TRIGGER papers_rendition_stays BEFORE UPDATE ON papers_rendition
        FOR EACH ROW EXECUTE FUNCTION papers_issued_stays();

    CREATE OR REPLACE FUNCTION papers_rendition_of_issued() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        one bigint := CASE TG_OP WHEN 'DELETE' THEN OLD.revision_id ELSE NEW.revision_id END;
    BEGIN
        IF EXISTS (SELECT 1 FROM papers_revision WHERE id = one AND status = 'issued') THEN
            RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    END $$;
    CREATE OR REPLACE TRIGGER papers_rendition_is_kept BEFORE INSERT OR DELETE ON papers_rendition
        FOR EACH ROW EXECUTE FUNCTION papers_rendition_of_issued();
"""
ON_POSTGRESQL = {
    "papers_revision_stays": "papers_revision",
    "papers_paper_stays": "papers_paper",
    "papers_rendition_stays": "papers_rendition",
    "papers_rendition_is_kept": "papers_rendition",
}


def create_triggers(apps, schema_editor):
    """Create them in the way of the database in use."""
    if schema_editor.connection.vendor == "sqlite":
        for statement in SQLITE.values():
            schema_editor.execute(statement)
    else:
        schema_editor.execute(POSTGRESQL)


def drop_triggers(apps, schema_editor):
    """Drop them again."""
    if schema_editor.connection.vendor == "sqlite":
        for name in SQLITE:
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")
    else:
        for name, table in ON_POSTGRESQL.items():
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
        schema_editor.execute("DROP FUNCTION IF EXISTS papers_issued_stays")
        schema_editor.execute("DROP FUNCTION IF EXISTS papers_rendition_of_issued")


class Migration(migrations.Migration):
    dependencies = [("papers", "0001_initial")]

    operations = [migrations.RunPython(create_triggers, drop_triggers)]
