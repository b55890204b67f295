"""Backup and restore: database, uploads and keys in one file.

The file is a ZIP with a manifest that holds a SHA-256 of every part. On SQLite the database goes in as it
is, copied by SQLite's own backup while the server runs; on PostgreSQL as rows, read in one snapshot.
"""

import contextlib
import datetime as dt
import fcntl
import hashlib
import json
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from rostrum.outbox.models import Delivery
from rostrum.outbox.operations import hold_back

MANIFEST = "manifest.json"
FORMAT = 1
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.json"}
NOT_DUMPED = ["contenttypes", "auth.permission", "sessions"]


class CannotKeep(Exception):  # noqa: N818 - reads as what happened
    """A backup or restore that cannot be done; the text says why and what to do."""


@contextlib.contextmanager
def serving() -> Iterator[None]:
    """Hold the data folder while a server runs on it, so that nothing is restored under its feet."""
    with (settings.ROSTRUM_DATA / "serving.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_SH)
        yield


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    with (settings.ROSTRUM_DATA / "serving.lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotKeep("A server runs on this data. Stop it, then restore again.") from None
        yield


def backup(file: Path) -> int:
    """Write everything into ``file`` and return its size in bytes; never leaves half a file behind."""
    if file.is_dir() or not file.parent.is_dir():
        raise CannotKeep(f"{file} is not a file that can be written. Name a file in a folder that exists.")
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:
        part = Path(folder) / "backup.zip"
        sums: dict[str, str] = {}
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, source in _parts(Path(folder)):
                archive.write(source, name)
                sums[name] = _sum(source)
            written = dt.datetime.now(dt.UTC).isoformat()
            manifest = {"format": FORMAT, "written": written, "database": connection.vendor, "sums": sums}
            archive.writestr(MANIFEST, json.dumps(manifest, indent=1))
        part.replace(file)
    return file.stat().st_size


def restore(file: Path) -> Path:
    """Put back what ``file`` holds and return the folder where the former data is kept.

    Everything is checked before anything is touched. Raises ``CannotKeep`` for a file that is no backup,
    is damaged, or comes from another kind of database.
    """
    aside = settings.ROSTRUM_DATA / f"before-restore-{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%S}"
    with _alone(), tempfile.TemporaryDirectory(dir=settings.ROSTRUM_DATA) as temporary:
        folder = Path(temporary)
        _unpack(file, folder)
        aside.mkdir()
        if connection.vendor == "sqlite":
            _put_back_file(folder, aside)
        else:
            _put_back_rows(folder, aside)
        for name in ("keys", "uploads"):
            present = settings.ROSTRUM_DATA / name
            if present.exists():
                shutil.move(present, aside / name)
            (folder / name).mkdir(exist_ok=True)
            shutil.move(folder / name, present)
        _hold_letters_back()
    return aside


def _hold_letters_back() -> None:
    """Keep letters that went out after the backup was written from going out again by themselves."""
    if Delivery._meta.db_table in connection.introspection.table_names():  # noqa: SLF001 - Django's documented way
        hold_back(at=dt.datetime.now(dt.UTC))


def _parts(folder: Path) -> Iterator[tuple[str, Path]]:
    database = folder / DATABASES[connection.vendor]
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with contextlib.closing(sqlite3.connect(database)) as copy:
            connection.connection.backup(copy)
    else:
        _dump(database)
    yield database.name, database
    for root in (settings.KEYS, settings.MEDIA_ROOT):
        for source in sorted(root.rglob("*")) if root.exists() else []:
            if source.is_file():
                yield f"{'keys' if root == settings.KEYS else 'uploads'}/{source.relative_to(root)}", source


def _dump(file: Path) -> None:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        call_command("dumpdata", exclude=NOT_DUMPED, output=str(file), verbosity=0)


def _sum(file: Path) -> str:
    with file.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _unpack(file: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = json.loads(archive.read(MANIFEST))
            if manifest.get("format") != FORMAT:
                raise CannotKeep(f"{file} was written by another version of Rostrum.")
            if manifest["database"] != connection.vendor:
                raise CannotKeep(
                    f"{file} holds a {manifest['database']} database; this is {connection.vendor}."
                )
            for name in manifest["sums"]:
                archive.extract(name, folder)
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise CannotKeep(f"{file} is not a backup of Rostrum, or is damaged. Nothing was changed.") from error
    for name, wanted in manifest["sums"].items():
        if _sum(folder / name) != wanted:
            raise CannotKeep(f"{file} is damaged in {name}. Nothing was changed.")


def _put_back_file(folder: Path, aside: Path) -> None:
    present = Path(connection.settings_dict["NAME"])
    connection.close()
    for suffix in ("", "-wal", "-shm"):
        source = present.with_name(present.name + suffix)
        if source.exists():
            shutil.move(source, aside / source.name)
    shutil.move(folder / DATABASES["sqlite"], present)


def _put_back_rows(folder: Path, aside: Path) -> None:
    _dump(aside / DATABASES["postgresql"])
    with transaction.atomic():
        call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=True)
        with _no_triggers():
            call_command("loaddata", str(folder / DATABASES["postgresql"]), verbosity=0)


@contextlib.contextmanager
def _no_triggers() -> Iterator[None]:
    """Let rows come in any order: our triggers refuse files of a paper that is issued already, and the like.

    What was written kept them. Foreign keys are checked all the same, before the triggers stand again.
    """
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE {connection.ops.quote_name(table)} DISABLE TRIGGER USER")
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {connection.ops.quote_name(table)} ENABLE TRIGGER USER")
