"""The real ASGI entry with limits that let a test hurry."""

from noken.devices.api import limits

limits.REQUESTS_PER_S = 1_000_000
limits.BURST = 1_000_000
limits.STRANGERS_PER_S = 1_000_000
limits.STRANGERS_BURST = 1_000_000
limits.SILENCE_S = 1

from noken.config import asgi  # noqa: E402 (the limits are read when the receiver is made)

application = asgi.application
