"""Followers by the ten thousand: nginx with nchan holds them, and is given each frame once.

A follower comes to nginx, which passes the request on; we decide, and answer with the address inside nginx
where the stream is (``X-Accel-Redirect``). From then on nginx has the follower and we have nothing.

Frames are rendered and published by one process, the leader: the only one on SQLite, the holder of a lock on
PostgreSQL. So each is published once and in order, whichever process made the change. Who was let in to what
stands in the database (``admissions``), so that a process that begins knows what to publish, and so that
rights are looked at again as for everybody else: when one is taken away the channel is removed from nginx,
all its followers are dropped, and those who may come back at once.
"""

import asyncio
import logging
import time
from collections import Counter
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

import httpx
from django.db import connection

from rostrum.live import access, admissions, metrics, notices, rules, topics
from rostrum.live.access import Decision
from rostrum.live.followers import Follower
from rostrum.live.latest import Latest
from rostrum.live.leader import Leader
from rostrum.live.nginx import Nginx
from rostrum.live.rules import Message
from rostrum.live.workers import Lane

if TYPE_CHECKING:
    from rostrum.live.hub import Hub

log = logging.getLogger(__name__)

THREADS: Final = 2
FRESH: Final = 30.0  # seconds for which a process does not write down the same admission again
IDLE: Final = 90.0  # seconds without followers or admissions after which a channel is forgotten; beyond FRESH
SWEEP: Final = 30.0  # seconds between two looks at what nginx holds
POLL: Final = 0.02  # seconds between two questions whether another process has published
PATIENCE: Final = 5.0  # seconds that a follower waits for nginx to have the frame; then it tries again
REVIEW: Final = 300.0  # seconds between two looks at everybody's rights


class Published(Follower):
    """Follows a channel on nginx's behalf: what it is offered goes there, until it has arrived."""

    __slots__ = ("_latest", "_message", "arrived", "crowd", "name")
    reviewed = False

    def __init__(self, crowd: "Crowd", name: str) -> None:
        super().__init__(Decision(HTTPStatus.OK))
        self.crowd = crowd
        self.name = name
        self.arrived = asyncio.Event()
        self._message: Message | None = None
        # nginx is near, and a frame that it does not get is on no screen: try every second.
        self._latest = Latest(f"publishing {name}", self._publish, lambda: self.channel is None, longest=1.0)

    def offer(self, message: Message) -> None:
        """Publish the message; one that has not been published yet is old."""
        self._message = message
        self._latest.ask()

    def again(self) -> None:
        """Publish the present frame once more: nginx has lost it."""
        self.arrived.clear()
        if self._message is not None:
            self._latest.ask()

    def remind(self) -> None:
        """Leave the heartbeat to nginx."""

    def drop(self, reason: str) -> None:
        """Publish no more."""
        metrics.DROPS.labels(reason).inc()
        self._latest.stop()
        self.crowd.held.pop(self.name, None)
        self.arrived.set()
        self.gone()

    async def _publish(self) -> None:
        message = self._message
        if message is None:
            return
        try:
            await self.crowd.lane.run(self.crowd.nginx.publish, self.name, message.body)
        except httpx.HTTPError:
            metrics.PUBLISHED.labels("failed").inc()
            raise
        metrics.PUBLISHED.labels("published").inc()
        self.arrived.set()


class Crowd:
    """What this process does for followers whom nginx holds. Lives in the hub's event loop."""

    def __init__(self, hub: "Hub", address: str) -> None:
        self.hub = hub
        self.nginx = Nginx(address)
        self.lane = Lane("publish", THREADS)
        self.leads = False
        self.held: dict[str, Published] = {}
        self._written: dict[tuple[str, str], tuple[float, asyncio.Task[None]]] = {}
        self._checks: dict[str, asyncio.Task[None]] = {}
        self._taking_up = Latest("taking up the crowd", self._take_up, lambda: not self.leads)
        self._reviewed = time.monotonic()
        if connection.vendor == "postgresql":
            hub.spawn(Leader(self.begin, self.end).run())
        else:
            self.begin()
        hub.spawn(self._sweep_always())

    # -- letting in -----------------------------------------------------------------------------------
    async def admit(self, channel: str, session: str, decision: Decision) -> Decision:
        """Write down that somebody may be let in, and wait until nginx has the present frame.

        Returns the decision, which is made again when the admission was not written before it: whoever takes
        the right away at this moment finds either the admission or the one who asks. Raises what the
        database, nginx or a clock that runs out raises; then nobody is let in.
        """
        key = (channel, decision.session)
        until, writing = self._written.get(key, (0.0, None))
        if writing is None or until < time.monotonic():
            writing = self.hub.loop.create_task(self.lane.run(admissions.admit, channel, decision))
            self._written[key] = (time.monotonic() + FRESH, writing)
        if not writing.done() or writing.exception() is not None:
            try:
                await asyncio.shield(writing)
            except Exception:
                self._written.pop(key, None)
                raise
            again = await self.hub.decide(channel, session)
            if again.allowed and again.session != decision.session:
                return await self.admit(channel, session, again)
            decision = again
        if decision.allowed:
            await asyncio.shield(self._checking(channel))
        return decision

    def _checking(self, channel: str) -> asyncio.Task[None]:
        """Return a task that ends when nginx has the present frame; many who ask at once share it.

        nchan 1.3 must not be followed where it holds nothing, nor from a frame that it has no longer: its
        worker may end, with everybody in it (its issues 534, 676 and 720). So we wait, and a follower who
        comes back gets the present frame even if it has seen it; the page knows.
        """
        check = self._checks.get(channel)
        if check is None:
            check = self._checks[channel] = self.hub.spawn(self._check(channel))
            check.add_done_callback(lambda _done: self._checks.pop(channel, None))
        return check

    async def _check(self, channel: str) -> None:
        async with asyncio.timeout(PATIENCE):
            if not self.leads:
                await self.lane.run(_tell_of, channel)
            while True:
                published = self._hold(channel) if self.leads else None
                if published is not None:
                    await published.arrived.wait()
                if (await self.lane.run(self.nginx.state, channel)).has_frame:
                    return
                if published is not None:
                    published.again()
                else:
                    await asyncio.sleep(POLL)

    def followed(self, channel: str) -> None:
        """Hear that another process is letting somebody in."""
        if self.leads:
            self._checking(channel)

    # -- publishing -----------------------------------------------------------------------------------
    def begin(self) -> None:
        """Lead: publish everything that anybody was let in to, and look at all rights."""
        self.leads = True
        self._taking_up.ask()

    def end(self) -> None:
        """Lead no more; another process does."""
        self.leads = False
        for published in tuple(self.held.values()):
            published.drop("succeeded")

    def catch_up(self) -> None:
        """Take everything up again: what other processes said may have gone unheard."""
        if self.leads:
            self._taking_up.ask()

    async def _take_up(self) -> None:
        for channel in await self.lane.run(admissions.channels):
            self._hold(channel)
        await self._review(None, None)

    def _hold(self, channel: str) -> Published:
        published = self.held.get(channel)
        if published is None:
            published = self.held[channel] = Published(self, channel)
            self.hub.follow(published, channel, "")
        return published

    # -- rights ---------------------------------------------------------------------------------------
    def review(self, account: str | None, topic: str | None) -> None:
        """Ask again whether those let in may follow: of one account, of one topic, or all."""
        self._written.clear()
        if self.leads:
            self.hub.spawn(self._review(account, topic))

    def withdrawn(self, channel: str, session: str) -> None:
        """Hear that an admission is no longer written down."""
        self._written.pop((channel, session), None)

    async def _review(self, account: str | None, topic: str | None) -> None:
        closed = set()
        for channel, session in await self.lane.run(admissions.concerned, account, topic):
            if (await self.hub.questions.run(access.decide, channel, session)).allowed:
                continue
            await self.lane.run(_withdraw, channel, session)
            self.withdrawn(channel, session)
            closed.add(channel)
        for channel in closed:
            await self._remove(channel)
            published = self.held.get(channel)
            if published is not None and await self.lane.run(admissions.has_any, channel):
                published.again()
            elif published is not None:
                published.drop("revoked")

    async def _remove(self, channel: str) -> None:
        """Have nginx drop everybody, however long it takes: somebody there has no right to follow."""
        attempt = 0
        while True:
            try:
                await self.lane.run(self.nginx.remove, channel)
            except httpx.HTTPError as problem:
                attempt += 1
                log.warning("nginx did not drop the followers of %s: %s", channel, problem)
                await asyncio.sleep(rules.pause_before(attempt))
            else:
                return

    # -- life -----------------------------------------------------------------------------------------
    async def _sweep_always(self) -> None:
        while True:
            await asyncio.sleep(SWEEP)
            try:
                await self._sweep()
            except Exception:
                log.exception("what nginx holds could not be looked at; it is tried again")

    async def _sweep(self) -> None:
        for key, (until, writing) in tuple(self._written.items()):
            if writing.done() and until < time.monotonic():
                del self._written[key]
        crowd: Counter[str] = Counter()
        for published in tuple(self.held.values()):
            crowd[topics.family_of(published.name).name] += await self._look_at(published)
        for family, followers in crowd.items():
            metrics.CROWD.labels(family).set(followers)
        if self.leads and self._reviewed + REVIEW < time.monotonic():
            self._reviewed = time.monotonic()
            await self._review(None, None)

    async def _look_at(self, published: Published) -> int:
        state = await self.lane.run(self.nginx.state, published.name)
        if not state.subscribers and await self.lane.run(_forget, published.name):
            published.drop("idle")
            await self._remove(published.name)
        elif not state.has_frame:
            published.again()
        return state.subscribers

    def stop(self) -> None:
        """Publish no more; nginx keeps its followers and the last frames."""
        self.leads = False
        self._taking_up.stop()
        self.nginx.close()


def _tell_of(channel: str) -> None:
    notices.tell(followed=channel)


def _withdraw(channel: str, session: str) -> None:
    admissions.withdraw(channel, session)
    notices.tell(withdrawn=[channel, session])


def _forget(channel: str) -> bool:
    return admissions.forget_if_idle(channel, seconds=IDLE)
