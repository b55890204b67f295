"""Pages are answered by a fixed number of threads that stay."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from asgiref.sync import sync_to_async

from rostrum.web.threads import Threads


def in_own_loop(work):
    """Run a coroutine in a thread: Playwright's loop may run in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def answered(requests, most):
    """Return the threads that answered, and how many were at work together."""
    used, working, together = [], 0, []

    def page():
        used.append(threading.get_ident())

    async def pages(scope, receive, send):
        nonlocal working
        working += 1
        together.append(working)
        await sync_to_async(page, thread_sensitive=True)()
        await asyncio.sleep(0)
        await sync_to_async(page, thread_sensitive=True)()
        working -= 1

    async def run():
        threads = Threads(pages, most=most)
        await asyncio.gather(*(threads({}, None, None) for _ in range(requests)))

    in_own_loop(run())
    return used, max(together)


@pytest.mark.parametrize("most", [1, 4])
def test_no_more_threads_than_allowed_however_many_ask(most):
    used, together = answered(50, most)
    assert len(used) == 100
    assert len(set(used)) == most
    assert together == most


def test_who_comes_alone_finds_the_thread_that_was_used_last():
    seen = []

    async def pages(scope, receive, send):
        seen.append(await sync_to_async(threading.get_ident, thread_sensitive=True)())

    async def run():
        threads = Threads(pages, most=8)
        for _ in range(5):
            await threads({}, None, None)

    in_own_loop(run())
    assert len(set(seen)) == 1


def test_a_page_that_fails_gives_its_thread_back():
    async def pages(scope, receive, send):
        raise RuntimeError("no such luck")

    async def run():
        threads = Threads(pages, most=1)
        for _ in range(3):
            with pytest.raises(RuntimeError):
                await threads({}, None, None)

    in_own_loop(run())
