"""Pages: requests per second and the slowest hundredth, beside the same bytes returned from memory."""

import contextlib
import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any, Final

from rostrum.bench.installation import SQLITE, Installation, installation

CONNECTIONS: Final = "16"
START_LIMIT: Final = 60.0


def measure(*, quick: bool, report: Callable[[str], None]) -> None:
    """Measure the public programme page and the console page, each in turn with its baseline."""
    more = {"ROSTRUM_DEMO": "1", "ROSTRUM_STAFF_SECOND_FACTOR": "optional"}
    with installation(SQLITE, **more) as copy:
        facts = copy.run("rostrum.bench.pages_data")
        pages = {
            "public programme page": (f"/meetings/{facts['slug']}/programme/", ""),
            "console page": (f"/meetings/{facts['slug']}/floor/", facts["cookie"]),
        }
        with _serving(copy, "rostrum", "serve", "--port") as port:
            for name, (path, cookie) in pages.items():
                _measure(copy, name, port, path, cookie, quick=quick, report=report)


def _measure(
    copy: Installation,
    name: str,
    port: int,
    path: str,
    cookie: str,
    *,
    quick: bool,
    report: Callable[[str], None],
) -> None:
    status, body = _get(port, path, cookie)
    if status != http.client.OK:
        report(f"{name}: skipped, {path} answers {status}")
        return
    file = Path(copy.data) / "page.html"
    file.write_bytes(body)
    rounds, seconds = (2, "2") if quick else (5, "6")
    page, memory = [], []
    with _serving(copy, "rostrum.bench.memory", after=str(file)) as other:
        for _round in range(rounds):
            page.append(copy.run("rostrum.bench.load", str(port), path, CONNECTIONS, seconds, cookie))
            memory.append(copy.run("rostrum.bench.load", str(other), path, CONNECTIONS, seconds, cookie))
    ours, theirs = _middle(page), _middle(memory)
    report(
        f"{name} ({len(body) / 1000:.0f} kB, {CONNECTIONS} connections): {_told(ours)}; "
        f"the same bytes from memory: {_told(theirs)}; ratio {theirs['rate'] / ours['rate']:.1f}"
    )
    if ours["wrong"] or theirs["wrong"]:
        report(f"  {ours['wrong']:.0f} and {theirs['wrong']:.0f} answers were not 200")


def _told(one: dict[str, float]) -> str:
    return f"{one['rate']:,.0f}/s, p50 {one['p50']:.0f} ms, p99 {one['p99']:.0f} ms"


def _middle(found: list[dict[str, Any]]) -> dict[str, float]:
    return {name: median(one[name] for one in found) for name in found[0]}


@contextlib.contextmanager
def _serving(copy: Installation, module: str, *before: str, after: str = "") -> Iterator[int]:
    """Run a server of the installation, on a port of its own, until the block ends."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = int(found.getsockname()[1])
    command = [sys.executable, "-m", module, *before, str(port), *([after] if after else [])]
    with (Path(copy.data) / "server.log").open("ab") as log:
        process = subprocess.Popen(command, env=copy.environment, stdout=log, stderr=log)  # noqa: S603
        try:
            _wait_for(port, process)
            yield port
        finally:
            process.terminate()
            process.wait(30)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_LIMIT
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError, http.client.HTTPException):
            _get(port, "/healthz", "")
            return
        time.sleep(0.05)
    raise RuntimeError("the server to measure did not start")


def _get(port: int, path: str, cookie: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=START_LIMIT)
    connection.request("GET", path, headers={"Cookie": cookie, "Accept": "text/html"} if cookie else {})
    answer = connection.getresponse()
    return answer.status, answer.read()
