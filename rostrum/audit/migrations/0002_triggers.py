"""What no constraint can say: an entry of the audit trail stays as it was written, and stays.

On SQLite Django rebuilds a table to alter it, which drops its triggers: a later migration that alters
audit_entry there ends with ``create_triggers`` again. TRUNCATE is not held back on PostgreSQL: only the
owner of the table can do it, and tests empty their tables by it.
"""

from django.db import migrations

SQLITE = [
    """
    CREATE TRIGGER IF NOT EXISTS audit_entry_stays BEFORE UPDATE ON audit_entry
    BEGIN SELECT RAISE(ABORT, 'an entry of the audit trail cannot be changed'); END
    """,
    """
    CREATE TRIGGER IF NOT EXISTS audit_entry_is_kept BEFORE DELETE ON audit_entry
    BEGIN SELECT RAISE(ABORT, 'an entry of the audit trail cannot be removed'); END
    """,
]
POSTGRESQL = [
    """
    CREATE OR REPLACE FUNCTION audit_entry_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'an entry of the audit trail cannot be changed or removed'
            USING ERRCODE = 'integrity_constraint_violation';
    END $$;
    CREATE OR REPLACE TRIGGER audit_entry_stays BEFORE UPDATE OR DELETE ON audit_entry
        FOR EACH ROW EXECUTE FUNCTION audit_entry_stays();
    """
]


def create_triggers(apps, schema_editor):
    """Create them in the way of the database in use."""
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def drop_triggers(apps, schema_editor):
    """Drop them again."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER IF EXISTS audit_entry_stays")
        schema_editor.execute("DROP TRIGGER IF EXISTS audit_entry_is_kept")
    else:
        schema_editor.execute("DROP TRIGGER IF EXISTS audit_entry_stays ON audit_entry")
        schema_editor.execute("DROP FUNCTION IF EXISTS audit_entry_stays")


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(create_triggers, drop_triggers)]
