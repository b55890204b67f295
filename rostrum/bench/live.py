"""Live views: from an act to the last follower, and what a follower costs, beside a bare server."""

import contextlib
import resource
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median
from typing import Any, Final

from rostrum.bench import nginx
from rostrum.bench.installation import SQLITE, Installation, installation

LIMIT: Final = 30.0
# Open files that a process needs besides its streams.
SPARE: Final = 200


@dataclass(frozen=True)
class Scale:
    """How much to measure: crowds of one process, nginx's crowd, rounds, and acts in each."""

    sizes: tuple[int, ...]
    crowd: int
    rounds: int
    acts: int


FULL: Final = Scale(sizes=(200, 1_000, 5_000), crowd=10_000, rounds=3, acts=50)
QUICK: Final = Scale(sizes=(200, 1_000), crowd=1_000, rounds=2, acts=15)


@dataclass
class Figures:
    """What several rounds found: milliseconds from act to last follower, bytes for each follower."""

    milliseconds: list[float] = field(default_factory=list)
    bytes: list[float] = field(default_factory=list)

    def add(self, found: dict[str, Any]) -> None:
        """Add one round."""
        self.milliseconds += found["ms"]
        self.bytes.append(found["bytes"])

    @property
    def p50(self) -> float:
        """The time within which half of the acts reached everybody."""
        return median(self.milliseconds)

    @property
    def p99(self) -> float:
        """The time within which all but one in a hundred reached everybody."""
        return sorted(self.milliseconds)[min(len(self.milliseconds) - 1, len(self.milliseconds) * 99 // 100)]

    @property
    def kilobytes(self) -> float:
        """What a follower adds to the process."""
        return median(self.bytes) / 1024


def measure(*, quick: bool, report: Callable[[str], None]) -> None:
    """Measure and report each figure beside its baseline of the same run."""
    scale = QUICK if quick else FULL
    with installation(SQLITE) as copy:
        prepare = [sys.executable, "-W", "ignore", "-m", "rostrum.bench.live_server", "prepare"]
        subprocess.run(prepare, env=copy.environment, check=True)  # noqa: S603 - our own module
        for followers in scale.sizes:
            what = f"live, one process, {followers:,} followers"
            if reason := _too_many(followers):
                report(f"{what}: skipped, {reason}")
                continue
            ours, bare = _compare(copy, followers, scale)
            report(f"{what}, {_told(ours, bare)}")
            report(f"  memory: {ours.kilobytes:.1f} KB a follower; bare server: {bare.kilobytes:.1f} KB")
        what = f"live, nginx with nchan, {scale.crowd:,} followers"
        if reason := nginx.missing() or _too_many(scale.crowd):
            report(f"{what}: skipped, {reason}")
        else:
            # Ten thousand take a second or more on a small machine: fewer acts tell enough.
            fewer = replace(scale, acts=max(3, scale.acts // 2))
            report(f"{what}, {_told(*_compare(copy, scale.crowd, fewer, through_nginx=True))}")


def _compare(
    copy: Installation, followers: int, scale: Scale, *, through_nginx: bool = False
) -> tuple[Figures, Figures]:
    """Measure Rostrum and the bare server in turn, so that whatever else the machine does slows both."""
    ours, bare = Figures(), Figures()
    for _round in range(scale.rounds):
        serving = _through_nginx if through_nginx else _rostrum
        for figures, started in ((ours, serving), (bare, _bare)):
            with started(copy) as (follow, act, pid):
                figures.add(
                    copy.run(
                        "rostrum.bench.live_followers", *map(str, (follow, act, followers, scale.acts, pid))
                    )
                )
    return ours, bare


def _told(ours: Figures, bare: Figures) -> str:
    return (
        f"act to the last one: p50 {ours.p50:.1f} ms, p99 {ours.p99:.1f} ms; "
        f"the same bytes from a bare server: p50 {bare.p50:.1f} ms, p99 {bare.p99:.1f} ms; "
        f"ratio {ours.p50 / bare.p50:.1f}, {ours.p99 / bare.p99:.1f}"
    )


def _too_many(followers: int) -> str:
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    if hard == resource.RLIM_INFINITY or followers + SPARE <= hard:
        return ""
    return f"a process may open {hard:,} files here"


@contextlib.contextmanager
def _rostrum(copy: Installation, hub: str = "") -> Iterator[tuple[int, int, int]]:
    port = _free_port()
    with _process("rostrum.bench.live_server", port, copy.environment | {"ROSTRUM_LIVE_HUB": hub}) as process:
        yield port, port, process.pid


@contextlib.contextmanager
def _bare(copy: Installation) -> Iterator[tuple[int, int, int]]:
    port = _free_port()
    with _process("rostrum.bench.live_bare", port, copy.environment) as process:
        yield port, port, process.pid


@contextlib.contextmanager
def _through_nginx(copy: Installation) -> Iterator[tuple[int, int, int]]:
    site, publisher = _free_port(), _free_port()
    with (
        tempfile.TemporaryDirectory(prefix="rostrum-bench-") as folder,
        _rostrum(copy, f"http://127.0.0.1:{publisher}") as (port, _act, _pid),
    ):
        process = nginx.start(Path(folder), site, publisher, [port])
        try:
            _wait_for(site, process)
            yield site, port, 0
        finally:
            _end(process)


@contextlib.contextmanager
def _process(module: str, port: int, environment: dict[str, str]) -> Iterator["subprocess.Popen[bytes]"]:
    command = [sys.executable, "-W", "ignore", "-m", module, str(port)]
    process = subprocess.Popen(command, env=environment)  # noqa: S603 - our own module
    try:
        _wait_for(port, process)
        yield process
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(LIMIT)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(LIMIT)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + LIMIT
    while True:
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        if process.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"the server on port {port} did not start")
        time.sleep(0.05)
