"""The hub: one per process, in the server's event loop. Holds the followers and gives each frame to all."""

import asyncio
import logging
import time
from collections.abc import Iterable
from functools import partial
from http import HTTPStatus
from typing import Any, Final

from django.conf import settings
from django.db import connection

from rostrum.live import access, metrics, rules, topics
from rostrum.live.access import Decision
from rostrum.live.crowd import Crowd
from rostrum.live.followers import Follower
from rostrum.live.latest import Latest
from rostrum.live.listener import Listener
from rostrum.live.rules import Message
from rostrum.live.topics import Family
from rostrum.live.workers import Lane

log = logging.getLogger(__name__)

HEARTBEAT: Final = (
    15  # seconds between two heartbeats of one stream; each second serves a part of the streams
)
RECHECK: Final = 300  # seconds within which everybody's rights are looked at again, a part of them at a time
OPEN: Final = 5.0  # seconds for which the answer that a channel is public serves others too
RENDER_THREADS: Final = 2
ACCESS_THREADS: Final = 2


class Channel:
    """A channel that somebody follows in this process, with its latest frame."""

    __slots__ = ("family", "followers", "hub", "latest", "message", "name", "newcomers", "topic")

    def __init__(self, hub: "Hub", name: str) -> None:
        self.hub = hub
        self.name = name
        self.family: Family = topics.family_of(name)
        self.topic = self.family.topic(name)
        self.followers: set[Follower] = set()
        # Those who came before there was a frame, with the id of the last event they saw.
        self.newcomers: dict[Follower, str] = {}
        self.message: Message | None = None
        self.latest = Latest(f"frame of {name}", self._render, lambda: not self.followers)

    def join(self, follower: Follower, seen: str) -> None:
        """Add a follower and show it the present frame, unless that is the last one it saw."""
        self.followers.add(follower)
        follower.channel = self
        metrics.FOLLOWERS.labels(self.family.name).inc()
        if self.message is None:
            self.newcomers[follower] = seen
            if not self.latest.busy:
                self.latest.ask()
        elif self.message.id != seen:
            follower.offer(self.message)
            metrics.FRAMES.labels(self.family.name).inc()

    def leave(self, follower: Follower) -> None:
        """Forget a follower; the channel goes with its last one."""
        if follower in self.followers:
            self.followers.discard(follower)
            self.newcomers.pop(follower, None)
            metrics.FOLLOWERS.labels(self.family.name).dec()
            self.hub.left(self, follower)

    async def _render(self) -> None:
        began = time.perf_counter()
        message = await self.hub.renders.run(_frame_of, self.family, self.name)
        metrics.RENDER.labels(self.family.name).observe(time.perf_counter() - began)
        self.hub.rendered += 1
        self._show(message)

    def _show(self, message: Message) -> None:
        if not rules.replaces(message, self.message):
            return
        began = time.perf_counter()
        self.message = message
        followers = tuple(self.followers)
        if self.newcomers:
            followers = tuple(one for one in followers if self.newcomers.get(one) != message.id)
            self.newcomers.clear()
        for follower in followers:
            follower.offer(message)
        metrics.FAN_OUT.labels(self.family.name).observe(time.perf_counter() - began)
        metrics.FRAMES.labels(self.family.name).inc(len(followers))


def _frame_of(family: Family, channel: str) -> Message:
    return rules.message(family.render(channel))


class Hub:
    """All channels that are followed in this process. Other threads call ``wake`` and ``recheck`` only."""

    def __init__(self) -> None:
        self.loop = asyncio.get_running_loop()
        self.tasks: set[asyncio.Task[Any]] = set()
        self.renders = Lane("render", RENDER_THREADS)
        self.questions = Lane("access", ACCESS_THREADS)
        self.channels: dict[str, Channel] = {}
        self.beats: list[set[Follower]] = [set() for _second in range(HEARTBEAT)]
        self.ticked = time.monotonic()
        self.rendered = 0
        self.reviews = 0
        self.open_until: dict[str, float] = {}
        self._joined = 0
        self._seconds = 0
        self._ticking = self.loop.call_later(1.0, self._tick)
        self.listener = Listener(self) if connection.vendor == "postgresql" else None
        if self.listener is not None:
            self.spawn(self.listener.run())
        address: str = settings.ROSTRUM_LIVE_HUB
        self.crowd = Crowd(self, address) if address else None

    @property
    def hears_others(self) -> bool:
        """Whether changes made by other processes reach this one, as far as there can be others."""
        return self.listener is None or self.listener.connected

    @property
    def streams(self) -> int:
        """How many followers there are in this process."""
        return sum(len(slot) for slot in self.beats)

    # -- followers ----------------------------------------------------------------------------------
    def follow(self, follower: Follower, channel: str, seen: str) -> None:
        """Let in a follower that was authorised; ``seen`` is the id of the last event it saw, or nothing."""
        followed = self.channels.get(channel)
        if followed is None:
            followed = self.channels[channel] = Channel(self, channel)
        follower.beat = self._joined % HEARTBEAT
        self._joined += 1
        self.beats[follower.beat].add(follower)
        followed.join(follower, seen)

    def left(self, channel: Channel, follower: Follower) -> None:
        """Forget a follower that has left its channel."""
        self.beats[follower.beat].discard(follower)
        if not channel.followers and self.channels.get(channel.name) is channel:
            del self.channels[channel.name]

    # -- changes ------------------------------------------------------------------------------------
    def wake(self, topic: str) -> None:
        """Render what is followed of ``topic`` again. From any thread."""
        self._from_any_thread(self.changed, topic)

    def changed(self, topic: str) -> None:
        """Render what is followed of ``topic`` again."""
        for channel in self.channels.values():
            if channel.topic == topic:
                channel.latest.ask()

    def catch_up(self) -> None:
        """Render everything again and look at all rights: changes may have gone unheard."""
        for channel in self.channels.values():
            channel.latest.ask()
        self.review(None, None)
        if self.crowd is not None:
            self.crowd.catch_up()

    # -- rights -------------------------------------------------------------------------------------
    async def decide(self, channel: str, session: str) -> Decision:
        """Decide whether somebody may follow; a public channel is looked up once for a whole crowd."""
        if self.open_until.get(channel, 0.0) > time.monotonic():
            return Decision(HTTPStatus.OK)
        while True:
            asked = self.reviews
            decision = await self.questions.run(access.decide, channel, session)
            if asked == self.reviews:
                break
            # Rights changed while this was looked up: it may be an answer of before.
        if decision.public:
            self.open_until[channel] = time.monotonic() + OPEN
        return decision

    def recheck(self, account: str | None, topic: str | None) -> None:
        """Ask again whether followers may follow, and drop those who may not. From any thread."""
        self._from_any_thread(self.review, account, topic)

    def review(self, account: str | None, topic: str | None) -> None:
        """Ask again for the followers of one account, of one topic, or for all."""
        self.reviews += 1
        self.open_until.clear()
        for channel in self.channels.values():
            if topic is None or channel.topic == topic:
                self._review(one for one in channel.followers if account is None or one.account == account)
        if self.crowd is not None:
            self.crowd.review(account, topic)

    def _review(self, followers: Iterable[Follower]) -> None:
        groups: dict[tuple[str, str], list[Follower]] = {}
        for follower in followers:
            if follower.channel is not None and follower.reviewed:
                groups.setdefault((follower.channel.name, follower.session), []).append(follower)
        for (channel, session), together in groups.items():
            self.spawn(self._keep_or_drop(channel, session, together))

    async def _keep_or_drop(self, channel: str, session: str, followers: list[Follower]) -> None:
        decision = await self.questions.run(access.decide, channel, session)
        if not decision.allowed:
            for follower in followers:
                if follower.channel is not None:
                    follower.drop("revoked")

    # -- life ---------------------------------------------------------------------------------------
    def spawn(self, work: Any) -> "asyncio.Task[Any]":
        """Run a coroutine beside everything else; what it raises is logged."""
        task = self.loop.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self._finished)
        return task

    def _finished(self, task: "asyncio.Task[Any]") -> None:
        self.tasks.discard(task)
        if not task.cancelled() and (problem := task.exception()) is not None:
            log.error("something beside the live views failed", exc_info=problem)

    def _tick(self) -> None:
        self.ticked = time.monotonic()
        self._seconds += 1
        self._ticking = self.loop.call_later(1.0, self._tick)
        for follower in tuple(self.beats[self._seconds % HEARTBEAT]):
            follower.remind()
        if self._seconds % (RECHECK // HEARTBEAT) == 0:
            self._review(self.beats[self._seconds // (RECHECK // HEARTBEAT) % HEARTBEAT])

    def _from_any_thread(self, act: Any, *args: Any) -> None:
        try:
            self.loop.call_soon_threadsafe(partial(act, *args))
        except RuntimeError:
            # The loop is closed: the server has stopped and nobody follows.
            return

    async def stop(self) -> None:
        """End every stream and every thread."""
        self._ticking.cancel()
        if self.crowd is not None:
            self.crowd.stop()
        for channel in tuple(self.channels.values()):
            channel.latest.stop()
            for follower in tuple(channel.followers):
                follower.drop("shutdown")
        for task in tuple(self.tasks):
            task.cancel()
        lanes = [self.renders, self.questions, *([self.crowd.lane] if self.crowd is not None else [])]
        for lane in lanes:
            lane.close()
        for lane in lanes:
            await self.loop.run_in_executor(None, lane.join, 2.0)
