"""Rostrum's own server with the board: ``python -m rostrum.bench.live_server PORT``.

With ``prepare`` for a port it makes the database instead: a server that has migrated holds memory that its
followers would then be given, and they would seem to cost nothing.

``POST /act`` changes the board and answers when that is committed; ``/live/bench/board/public`` follows it.
"""

import os
import sys
from typing import Any

import django
import uvicorn
from asgiref.sync import sync_to_async


async def pages(scope: Any, receive: Any, send: Any) -> None:  # noqa: ARG001 - the body is empty
    """Act, in a thread as Django's views do."""
    from rostrum.bench import live_board  # noqa: PLC0415 - after Django is set up

    if scope["path"] == "/act":
        await sync_to_async(live_board.act)()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
    await send({"type": "http.response.body", "body": b""})


def main(word: str) -> None:
    """Prepare an empty database, or serve until stopped."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rostrum.settings")
    django.setup()
    from rostrum.bench import live_board  # noqa: PLC0415
    from rostrum.live.application import Live  # noqa: PLC0415
    from rostrum.live.protocol import OPTIONS  # noqa: PLC0415

    if word == "prepare":
        live_board.prepare()
        return
    live_board.go_live()
    uvicorn.run(Live(pages), host="127.0.0.1", port=int(word), **OPTIONS)


if __name__ == "__main__":
    main(sys.argv[1])
