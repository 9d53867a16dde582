"""What a login tells upward."""

from dataclasses import dataclass
from typing import Any, ClassVar

from noken.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountEvent(Event):
    user_id: int

    def ids(self) -> dict[str, Any]:
        return {"user": self.user_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedIn(AccountEvent):
    kind: ClassVar[str] = "LoggedIn"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedOut(AccountEvent):
    kind: ClassVar[str] = "LoggedOut"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionsEnded(AccountEvent):
    """The owner ended `count` sessions on other devices."""

    kind: ClassVar[str] = "SessionsEnded"
    count: int

    def ids(self) -> dict[str, Any]:
        return {"user": self.user_id, "count": self.count}


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordSet(AccountEvent):
    kind: ClassVar[str] = "PasswordSet"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountEnded(AccountEvent):
    kind: ClassVar[str] = "AccountEnded"
