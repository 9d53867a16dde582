"""A device on which an account was entered before: guesses made elsewhere do not make it wait.

It carries a signed cookie with a number of its own and a hash of the login, which names nobody.
Wrong passwords from it are counted by that number, whatever address it is carried to.
"""

import secrets
from hashlib import sha256

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

_BROWSERS = (
    *(("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet")),
    *(("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome")),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    *(("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows")),
    *(("Mac OS", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux")),
)
SALT = "noken.accounts.device"
KEPT_SECONDS = 180 * 24 * 3600


def remember(answer: HttpResponse, login: str) -> None:
    """From now on this device is known for this account, and for no other."""
    answer.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps([_mark(login), secrets.token_hex(8)], salt=SALT),
        max_age=KEPT_SECONDS,
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def number_of(request: HttpRequest, login: str) -> str:
    """The number of a device that is known for this account; "" of any other."""
    sent = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    try:
        mark, number = signing.loads(sent, salt=SALT, max_age=KEPT_SECONDS)
    except signing.BadSignature:
        return ""
    return str(number) if mark == _mark(login) else ""


def _mark(login: str) -> str:
    return sha256(login.casefold().encode()).hexdigest()[:32]


def device_words(agent: str) -> str:
    """What a browser says it is, in words a person knows: *Chrome di Android*."""
    browser = next((word for sign, word in _BROWSERS if sign in agent), "Peramban lain")
    system = next((word for sign, word in _SYSTEMS if sign in agent), "")
    return f"{browser} di {system}" if system else browser
