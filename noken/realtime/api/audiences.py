"""Asks who may hear what, in two worker threads, many sessions at a time."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from threading import Barrier, BrokenBarrierError

from django.db import connections

from noken.realtime.ports import Audience

Load = Callable[[str, Sequence[str]], Mapping[str, Audience]]
Answer = asyncio.Future[Audience | None]

THREADS = 2
MOST_AT_ONCE = 100


class Audiences:
    """Whoever asks while the threads are busy is answered by the next batch of the instansi."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self._asked: dict[str, dict[str, Answer]] = {}
        self._running = 0
        self.threads = ThreadPoolExecutor(THREADS, thread_name_prefix="live")

    def ask(self, tenant: str, session_key: str) -> Answer:
        """What the session may hear as of some moment after this call; None if it has ended.

        The future raises what the database raised.
        """
        waiting = self._asked.setdefault(tenant, {})
        answer = waiting.get(session_key)
        if answer is None:
            answer = waiting[session_key] = asyncio.get_running_loop().create_future()
            # Let the whole turn of the loop ask before a thread is started.
            asyncio.get_running_loop().call_soon(self._start)
        return answer

    async def close(self) -> None:
        """Hang up the threads' connections, as far as they are not in the middle of a question."""
        all_threads = Barrier(THREADS)
        hung_up = [
            asyncio.get_running_loop().run_in_executor(self.threads, _hang_up, all_threads)
            for _ in range(THREADS)
        ]
        await asyncio.wait(hung_up, timeout=1)
        self.threads.shutdown(wait=False, cancel_futures=True)

    def _start(self) -> None:
        while self._asked and self._running < THREADS:
            tenant, waiting = next(iter(self._asked.items()))
            keys = list(waiting)[:MOST_AT_ONCE]
            batch = {key: waiting.pop(key) for key in keys}
            if not waiting:
                del self._asked[tenant]
            self._running += 1
            loading = asyncio.get_running_loop().run_in_executor(
                self.threads, self._load, tenant, keys
            )
            loading.add_done_callback(partial(self._answer, batch))

    def _answer(
        self, batch: dict[str, Answer], loading: "asyncio.Future[Mapping[str, Audience]]"
    ) -> None:
        self._running -= 1
        failure = None if loading.cancelled() else loading.exception()
        for key, answer in batch.items():
            if answer.done():
                continue
            if loading.cancelled():
                answer.cancel()
            elif failure is not None:
                answer.set_exception(failure)
            else:
                answer.set_result(loading.result().get(key))
        self._start()


def _hang_up(all_threads: Barrier) -> None:
    """Once in each thread: none goes on to a second one before all have come."""
    connections.close_all()
    with suppress(BrokenBarrierError):
        all_threads.wait(timeout=0.8)
