"""What no constraint can say: what was published stays, and a parent stands in the same version.

On SQLite Django rebuilds a table to alter it, which drops its triggers: a later migration that alters
programme_version or programme_segment there ends with ``create_triggers`` again.
"""

from django.db import migrations

SQLITE = {
    "programme_published_stays": """
        CREATE TRIGGER IF NOT EXISTS programme_published_stays BEFORE UPDATE ON programme_version
        WHEN OLD.published_at IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'a published programme cannot be changed'); END
    """,
    "programme_parent_here_new": """
        CREATE TRIGGER IF NOT EXISTS programme_parent_here_new BEFORE INSERT ON programme_segment
        WHEN NEW.parent_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM programme_segment WHERE id = NEW.parent_id AND version_id = NEW.version_id)
        BEGIN SELECT RAISE(ABORT, 'the parent stands in another version'); END
    """,
    "programme_parent_here_old": """
        CREATE TRIGGER IF NOT EXISTS programme_parent_here_old
        BEFORE UPDATE OF parent_id, version_id ON programme_segment
        WHEN NEW.parent_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM programme_segment WHERE id = NEW.parent_id AND version_id = NEW.version_id)
        BEGIN SELECT RAISE(ABORT, 'the parent stands in another version'); END
    """,
}
POSTGRESQL = """
    CREATE OR REPLACE FUNCTION programme_published_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'a published programme cannot be changed' USING ERRCODE = 'integrity_constraint_violation';
    END $$;
    CREATE OR REPLACE TRIGGER programme_published_stays BEFORE UPDATE ON programme_version
        FOR EACH ROW WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION programme_published_stays();

    CREATE OR REPLACE FUNCTION programme_parent_here() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NOT EXISTS (
            SELECT 1 FROM programme_segment WHERE id = NEW.parent_id AND version_id = NEW.version_id
        ) THEN
            RAISE EXCEPTION 'the parent stands in another version'
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$;
    CREATE OR REPLACE TRIGGER programme_parent_here
        BEFORE INSERT OR UPDATE OF parent_id, version_id ON programme_segment
        FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION programme_parent_here();
"""


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
        schema_editor.execute("DROP TRIGGER IF EXISTS programme_published_stays ON programme_version")
        schema_editor.execute("DROP TRIGGER IF EXISTS programme_parent_here ON programme_segment")
        schema_editor.execute("DROP FUNCTION IF EXISTS programme_published_stays")
        schema_editor.execute("DROP FUNCTION IF EXISTS programme_parent_here")


class Migration(migrations.Migration):
    dependencies = [("programme", "0001_initial")]

    operations = [migrations.RunPython(create_triggers, drop_triggers)]
