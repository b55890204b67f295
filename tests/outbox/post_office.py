"""A real SMTP server for tests: aiosmtpd on a port of its own, which answers as it is told."""

import asyncio
import contextlib
import email
import email.policy
import threading
from collections import Counter, deque

from aiosmtpd.controller import Controller

from tests.browser import free_port

LIMIT = 60


class PostOffice:
    """Takes letters. ``answers[address]`` are its next answers to a recipient, before it accepts.

    An answer that begins with ``data`` is given to the letter rather than its recipient; ``hang up`` is none.

    ``hold_at`` is the number of the letter at which it takes the content and does not answer: ``holding`` is
    set then, and ``release()`` lets it go on.
    """

    def __init__(self):
        self.taken = []
        self.answers = {}
        self.hold_at = None
        self.holding = threading.Event()
        self._changed = threading.Condition()
        self._release = None
        self.connections = 0

    # -- what aiosmtpd calls ------------------------------------------------------------------------
    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        waiting = self.answers.get(address)
        if waiting and not waiting[0].startswith("data "):
            return hung_up(server, waiting.popleft())
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        waiting = self.answers.get(envelope.rcpt_tos[0])
        if waiting:
            return hung_up(server, waiting.popleft().removeprefix("data "))
        with self._changed:
            self.taken.append((tuple(envelope.rcpt_tos), envelope.mail_from, envelope.content))
            number = len(self.taken)
            self._changed.notify_all()
        if number == self.hold_at:
            self._release = asyncio.Event()
            self.loop = asyncio.get_running_loop()
            self.holding.set()
            await self._release.wait()
        return f"250 2.0.0 queued as {number}"

    # -- what tests ask -----------------------------------------------------------------------------
    def will_answer(self, address, *answers):
        self.answers[address] = deque(answers)

    def release(self):
        self.loop.call_soon_threadsafe(self._release.set)

    def wait_for(self, number):
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.taken) >= number, LIMIT), len(self.taken)

    @property
    def letters(self):
        return [
            email.message_from_bytes(content, policy=email.policy.default)
            for _to, _from, content in self.taken
        ]

    @property
    def times(self):
        """How often each address got a letter."""
        return Counter(to for people, _from, _content in self.taken for to in people)

    @property
    def message_ids(self):
        """The message ids that each address saw."""
        found = {}
        for (people, _from, _content), letter in zip(self.taken, self.letters, strict=True):
            found.setdefault(people[0], []).append(letter["Message-ID"])
        return found


def hung_up(server, answer):
    """Break the connection where that is the answer."""
    if answer == "hang up" or answer.startswith("421"):
        server.transport.write(b"" if answer == "hang up" else answer.encode() + b"\r\n")
        server.transport.close()
    return answer


@contextlib.contextmanager
def post_office(**options):
    """Run a server; its ``url`` is what ROSTRUM_SMTP names."""
    office = PostOffice()
    port = free_port()
    controller = Controller(office, hostname="127.0.0.1", port=port, **options)
    controller.start()
    office.url = f"smtp://127.0.0.1:{port}"
    try:
        yield office
    finally:
        if office._release is not None:
            office.release()
        controller.stop()
