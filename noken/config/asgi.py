"""What granian serves: event streams and machines natively, all else as Django pages in threads."""

import asyncio
import os
import signal
from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "noken.config.settings.production")
wsgi = get_wsgi_application()  # sets Django up: what follows needs it

from django.conf import settings  # noqa: E402 (as above)

from noken.config.pages import Pages  # noqa: E402 (as above)
from noken.devices.api.receiver import Receiver, is_push  # noqa: E402 (as above)
from noken.realtime.api.endpoint import Live, is_live  # noqa: E402 (as above)
from noken.realtime.api.hub import serving_hub  # noqa: E402 (as above)

Receive = Callable[[], Any]
Send = Callable[[dict[str, Any]], Any]

pages = Pages(wsgi, threads=settings.PAGE_THREADS)
live = Live(serving_hub())
receiver = Receiver(threads=settings.DEVICE_THREADS)


async def application(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif is_live(scope["path"]):
        await live(scope, receive, send)
    elif is_push(scope["path"]):
        await receiver(scope, receive, send)
    else:
        await pages(scope, receive, send)


async def _lifespan(receive: Receive, send: Send) -> None:
    await receive()
    live.hub.start()
    _end_streams_at(signal.SIGTERM, signal.SIGINT)
    await send({"type": "lifespan.startup.complete"})
    await receive()
    await live.hub.stop()
    receiver.stop()
    await pages.stop()
    await send({"type": "lifespan.shutdown.complete"})


def _end_streams_at(*signals: signal.Signals) -> None:
    """End the streams before the server acts on a signal.

    granian waits for open streams before it says lifespan.shutdown, so it would wait for ever.
    asyncio offers no way to add a second handler: hence `--loop asyncio` and a test of the stop.
    """
    loop = asyncio.get_running_loop()
    handlers: dict[int, asyncio.Handle] = getattr(loop, "_signal_handlers", {})
    for number in signals:
        servers = handlers.get(number)
        if servers is not None:
            loop.add_signal_handler(number, partial(_end_streams_then, servers))


def _end_streams_then(servers: asyncio.Handle) -> None:
    live.hub.end_streams()
    servers._run()  # noqa: SLF001 (the handle is the only reference to granian's own handler)
