"""The ``rostrum`` command: everything an operator of the server does, in a word each.

``PORT`` and ``ROSTRUM_DATA`` from the environment let several copies run side by side.
"""

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

Command = Callable[[argparse.Namespace], int]


def main(arguments: list[str] | None = None) -> int:
    """Run a command and return its exit code: 0 done, 1 refused or unsound, 2 wrongly called."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rostrum.settings")
    options = _parser().parse_args(arguments)
    try:
        code = int(options.run(options))
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read what was said has gone, as in "rostrum read FILE | head"; nothing more can be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except KeyboardInterrupt:
        print("\nStopped. What was done is kept; the same command goes on from here.", file=sys.stderr)
        return 130
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="rostrum", description="Convene and run intergovernmental hearings."
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def add(name: str, run: Command, text: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=text, description=text)
        command.set_defaults(run=run)
        return command

    serve = add("serve", _serve, "Serve the site; brings the database up to date first.")
    demo = add("demo", _demo, "Load the preparatory process of 2017-18, print links that sign in, and serve.")
    demo.add_argument("--no-serve", action="store_true", help="load and print the links only")
    for command in (serve, demo):
        command.add_argument(
            "--host", default=os.environ.get("HOST", "127.0.0.1"), help="address to listen on"
        )
        port = int(os.environ.get("PORT", "8000"))
        command.add_argument("--port", type=int, default=port, help="port to listen on (also: PORT)")
    bench = add("bench", _bench, "Measure speed, each figure beside a baseline of the same run.")
    bench.add_argument("names", nargs="*", metavar="NAME", help="only these measurements")
    bench.add_argument("--quick", action="store_true", help="fewer repetitions and smaller crowds")
    add("deliver", _deliver, "Send every letter that is due, once; a running server does so by itself.")
    reading = add("read", _read, "Read programmes from papers (text, Word, PDF, web page) and check them.")
    reading.add_argument("files", nargs="+", type=Path, metavar="FILE")
    reading.add_argument("--json", action="store_true", help="print what was read as JSON")
    reading.add_argument("--year", type=int, help="the year of dates that give none")
    check = add(
        "check",
        _check,
        "Say what is wrong with papers, or with all papers of a meeting; without either, check that this "
        "installation is sound: settings, database, log, files.",
    )
    check.add_argument("files", nargs="*", type=Path, metavar="FILE", help="papers; several are compared too")
    check.add_argument("--meeting", metavar="SLUG", help="the draft and what is published of this meeting")
    check.add_argument("--year", type=int, help="the year of dates that give none")
    check.add_argument("--json", action="store_true", help="print the findings as JSON")
    backup = add("backup", _backup, "Write database, uploads and keys into one file, while the server runs.")
    backup.add_argument("file", type=Path, metavar="FILE")
    restore = add("restore", _restore, "Put back what a backup holds; what was there is kept aside.")
    restore.add_argument("file", type=Path, metavar="FILE")
    return parser


def _set_up() -> None:
    import django

    django.setup()


def _say(text: str) -> None:
    print(text, flush=True)


def _migrate() -> None:
    from django.core.management import call_command

    _say("Bringing the database up to date …")
    call_command("migrate", verbosity=0, interactive=False)


def _listen(options: argparse.Namespace) -> int:
    import uvicorn

    from rostrum import keeping, soundness
    from rostrum.live.protocol import OPTIONS

    unsound = soundness.database_faults()
    if unsound:
        _say("\n".join(unsound))
        return 1
    try:
        with keeping.serving():
            config = uvicorn.Config(
                "rostrum.asgi:application", host=options.host, port=options.port, **OPTIONS
            )
            server = uvicorn.Server(config)
            server.run()
            return 0 if server.started else 1
    except keeping.CannotKeep as fault:
        _say(str(fault))
        return 1


def _serve(options: argparse.Namespace) -> int:
    _set_up()
    _migrate()
    _say(f"Serving on http://{options.host}:{options.port}/ (Ctrl-C stops)")
    return _listen(options)


def _demo(options: argparse.Namespace) -> int:
    os.environ.setdefault("ROSTRUM_DEMO", "1")
    os.environ.setdefault("ROSTRUM_STAFF_SECOND_FACTOR", "optional")
    os.environ.setdefault("PORT", str(options.port))
    os.environ.setdefault("ROSTRUM_SITE_URL", f"http://localhost:{options.port}")
    _set_up()
    from django.utils import timezone

    from rostrum.demo.links import links
    from rostrum.demo.load import load

    _migrate()
    load(at=timezone.now(), report=_say)
    _say("\nOne link for each role; each signs in and opens where that role works:\n")
    for label, address in links():
        _say(f"  {label:<28} {address}")
    if options.no_serve:
        return 0
    _say(f"\nServing on http://localhost:{options.port}/ (Ctrl-C stops; nothing is lost)")
    return _listen(options)


def _bench(options: argparse.Namespace) -> int:
    _set_up()
    from rostrum.bench import run

    return run(options.names, quick=options.quick, report=_say)


def _deliver(options: argparse.Namespace) -> int:
    _set_up()
    from django.utils import timezone

    from rostrum.outbox.operations import deliver_due

    done = deliver_due(clock=timezone.now)
    _say(
        "{delivered} delivered, {waiting} to try again later, {refused} refused, {given_up} given up.".format(
            **{str(outcome): count for outcome, count in done.counts.items()}
        )
    )
    if done.unreachable:
        _say(f"The mail server cannot be reached: {done.unreachable}")
    return 1 if done.unreachable else 0


def _read(options: argparse.Namespace) -> int:
    from django.conf import settings

    from rostrum.papers import terminal

    # Sentences as they stand in the code: nothing of the site has to be loaded to read a file.
    settings.USE_I18N = False

    def complain(text: str) -> None:
        print(text, file=sys.stderr)

    return terminal.read_files(
        options.files, year=options.year, as_data=options.json, say=_say, complain=complain
    )


def _check(options: argparse.Namespace) -> int:
    _set_up()
    if options.files or options.meeting:
        from rostrum.papers import check_command

        if options.meeting:
            return check_command.meeting(options.meeting, as_json=options.json, report=_say)
        return check_command.files(options.files, year=options.year, as_json=options.json, report=_say)
    from rostrum import soundness

    faults = soundness.faults()
    _say("\n".join(faults) if faults else "All is sound.")
    return 1 if faults else 0


def _backup(options: argparse.Namespace) -> int:
    _set_up()
    from rostrum import keeping

    try:
        size = keeping.backup(options.file)
    except keeping.CannotKeep as fault:
        _say(str(fault))
        return 1
    _say(f"Kept in {options.file} ({size / 1_000_000:.1f} MB).")
    return 0


def _restore(options: argparse.Namespace) -> int:
    _set_up()
    from rostrum import keeping

    try:
        aside = keeping.restore(options.file)
    except keeping.CannotKeep as fault:
        _say(str(fault))
        return 1
    _say(f"Restored from {options.file}. What was there before is in {aside}.")
    return 0
