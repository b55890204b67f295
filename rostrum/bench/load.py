"""Asks a server for one page, again and again, over connections that stay open; a process of its own.

``python -m rostrum.bench.load PORT PATH CONNECTIONS SECONDS [COOKIE]`` prints one line of JSON.
"""

import asyncio
import json
import sys
import time
from typing import Any, Final

import uvloop

HEAD_END: Final = b"\r\n\r\n"


async def load(port: int, path: str, connections: int, seconds: float, cookie: str) -> dict[str, Any]:
    """Return requests per second, the 50th and 99th percentile in milliseconds, and what went wrong."""
    until = time.perf_counter() + seconds
    begun = time.perf_counter()
    found = await asyncio.gather(*(_client(port, path, cookie, until) for _ in range(connections)))
    spent = time.perf_counter() - begun
    took = sorted(one for times, _wrong in found for one in times)
    wrong = sum(count for _times, count in found)
    return {
        "rate": len(took) / spent,
        "p50": took[len(took) // 2] * 1000,
        "p99": took[min(len(took) - 1, len(took) * 99 // 100)] * 1000,
        "wrong": wrong,
    }


async def _client(port: int, path: str, cookie: str, until: float) -> tuple[list[float], int]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1 << 22)
    lines = [f"GET {path} HTTP/1.1", "Host: localhost", "Accept: text/html"]
    lines += [f"Cookie: {cookie}"] if cookie else []
    request = "\r\n".join([*lines, "", ""]).encode()
    took, wrong = [], 0
    while (begun := time.perf_counter()) < until:
        writer.write(request)
        head = await reader.readuntil(HEAD_END)
        await reader.readexactly(_length(head))
        took.append(time.perf_counter() - begun)
        wrong += not head.startswith(b"HTTP/1.1 200")
    writer.close()
    return took, wrong


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    raise ValueError("an answer without its length")


if __name__ == "__main__":
    port, path, connections, seconds, *cookie = sys.argv[1:]
    work = load(int(port), path, int(connections), float(seconds), "".join(cookie))
    sys.stdout.write(json.dumps(uvloop.run(work)) + "\n")
