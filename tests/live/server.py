"""A real server process with the notice board: ``python -m tests.live.server PORT DATABASE [plain]``."""

import json
import os
import sys
from urllib.parse import parse_qsl

import uvicorn
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rostrum.settings")
DJANGO = get_asgi_application()
PAGE_HEADERS = [
    (b"content-type", b"text/html; charset=utf-8"),
    (
        b"content-security-policy",
        b"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'",
    ),
]


async def pages(scope, receive, send):
    """The verbs, over HTTP: /post/SLUG/WORDS, /revoke/SLUG/ACCOUNT, /close/SLUG, /facts, /page/SLUG/AUDIENCE.

    Everything else is Django's, for the static files.
    """
    from asgiref.sync import sync_to_async
    from prometheus_client import REGISTRY

    from tests.live import board

    match scope["path"].strip("/").split("/", 2):
        case ["post", slug, words]:
            await sync_to_async(board.post)(slug, words)
        case ["revoke", slug, account]:
            await sync_to_async(board.revoke)(slug, account)
        case ["close", slug]:
            await sync_to_async(board.close)(slug)
        case ["page", slug, audience]:
            await send({"type": "http.response.start", "status": 200, "headers": PAGE_HEADERS})
            clock = dict(parse_qsl(scope["query_string"].decode()))
            page = await sync_to_async(board.page)(slug, audience, clock)
            await send({"type": "http.response.body", "body": page})
            return
        case ["static", *_]:
            await DJANGO(scope, receive, send)
            return
    figures = {
        name: REGISTRY.get_sample_value(name, labels)
        for name, labels in {
            "rostrum_live_followers": {"family": "board"},
            "rostrum_live_frames_total": {"family": "board"},
            "rostrum_live_heard_total": {},
        }.items()
    }
    slow = REGISTRY.get_sample_value("rostrum_live_drops_total", {"reason": "slow"})
    body = json.dumps({"renders": dict(board.renders), "slow": slow or 0, **figures}).encode()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": body})


def main():
    port, database, *words = sys.argv[1:]
    from django.conf import settings

    settings.DATABASES["default"]["NAME"] = database

    from rostrum.live.application import Live
    from rostrum.live.protocol import OPTIONS
    from tests.live import board

    board.go_live()
    options = OPTIONS | ({"http": "httptools"} if "plain" in words else {})
    uvicorn.run(Live(pages), host="127.0.0.1", port=int(port), **options)


if __name__ == "__main__":
    main()
