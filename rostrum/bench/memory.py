"""A server whose one view returns the same bytes from memory, with every middleware of the real one.

``python -m rostrum.bench.memory PORT FILE`` serves the content of FILE at every address.
"""

import os
import sys
from functools import cache
from pathlib import Path

import django
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import re_path


@cache
def page_of(file: str) -> bytes:
    """Read the bytes, once."""
    return Path(file).read_bytes()


def page(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django hands every view its request
    """Return the bytes."""
    return HttpResponse(page_of(os.environ["ROSTRUM_BENCH_PAGE"]))


urlpatterns = [re_path("", page)]


def main(port: int, file: Path) -> None:
    """Serve until told to stop."""
    settings.ROOT_URLCONF = "rostrum.bench.memory"
    os.environ["ROSTRUM_BENCH_PAGE"] = str(file)
    django.setup()
    import uvicorn  # noqa: PLC0415

    from rostrum.live.protocol import OPTIONS  # noqa: PLC0415

    uvicorn.run("rostrum.asgi:application", host="127.0.0.1", port=port, **OPTIONS)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
