"""Where a request comes from, the same for pages, logins and machines."""

import ipaddress

from django.conf import settings


def client_address(connected: str, forwarded: str) -> str | None:
    """The address of who asks; None where that is no address.

    Args:
        connected: who holds the connection.
        forwarded: `X-Forwarded-For`. Only what our own proxies added to it counts: what stands
            further left is the client's own claim, and without a proxy all of it is.
    """
    proxies = getattr(settings, "ALLAUTH_TRUSTED_PROXY_COUNT", 0)
    passed = [part.strip() for part in forwarded.split(",")]
    if proxies and len(passed) >= proxies:
        connected = passed[-proxies] or connected
    try:
        address = ipaddress.ip_address(connected.partition("%")[0])
    except ValueError:
        return None
    return str(getattr(address, "ipv4_mapped", None) or address)
