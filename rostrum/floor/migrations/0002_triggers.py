"""What no constraint can say: an event that was written stays as it was.

On SQLite Django rebuilds a table to alter it, which drops its triggers: a later migration that alters
floor_event there ends with ``create_triggers`` again.
"""

from django.db import migrations

SQLITE = """
    CREATE TRIGGER IF NOT EXISTS floor_event_stays BEFORE UPDATE ON floor_event
    BEGIN SELECT RAISE(ABORT, 'an event of the floor cannot be changed'); END
"""
POSTGRESQL = """
    CREATE OR REPLACE FUNCTION floor_event_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'an event of the floor cannot be changed' USING ERRCODE = 'integrity_constraint_violation';
    END $$;
    CREATE OR REPLACE TRIGGER floor_event_stays BEFORE UPDATE ON floor_event
        FOR EACH ROW EXECUTE FUNCTION floor_event_stays();
"""


def create_triggers(apps, schema_editor):
    """Create it in the way of the database in use."""
    schema_editor.execute(SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL)


def drop_triggers(apps, schema_editor):
    """Drop it again."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER IF EXISTS floor_event_stays")
    else:
        schema_editor.execute("DROP TRIGGER IF EXISTS floor_event_stays ON floor_event")
        schema_editor.execute("DROP FUNCTION IF EXISTS floor_event_stays")


class Migration(migrations.Migration):
    dependencies = [("floor", "0001_initial")]
    operations = [migrations.RunPython(create_triggers, drop_triggers)]
