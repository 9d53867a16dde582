"""Who acts: a value, built once per request, handed down as `by` or as a query's first argument."""

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from noken.core.errors import Refused


class Role(StrEnum):
    """In which relation a person acts. Stored in the journal; never shown as it stands."""

    SELF = "SELF"
    SUPERIOR = "SUPERIOR"
    ADMIN_OPD = "ADMIN_OPD"
    PERSONNEL = "PERSONNEL"
    INSPECTORATE = "INSPECTORATE"
    LEADER = "LEADER"
    SYSTEM = "SYSTEM"
    ANONYMOUS = "ANONYMOUS"


ROLE_WORDS = {
    Role.SELF: "pegawai",
    Role.SUPERIOR: "atasan",
    Role.ADMIN_OPD: "admin kepegawaian OPD",
    Role.PERSONNEL: "BKPSDM",
    Role.INSPECTORATE: "Inspektorat",
    Role.LEADER: "pimpinan",
    Role.SYSTEM: "sistem",
    Role.ANONYMOUS: "pengunjung",
}


@dataclass(frozen=True, slots=True)
class Actor:
    """A person at work, or the system.

    `roles` are those held on the day `on`; `role` is the one this act is done in.
    `unit_ids` are the units whose personnel the actor administers (whole subtrees, ADMIN_OPD);
    PERSONNEL, INSPECTORATE and LEADER reach the whole instansi.
    `employee_id` is None for the system, for visitors and for an account without a person.
    `withheld` are roles that do not count yet, as nobody has confirmed who uses the account: they
    are not in `roles`, and no act on somebody else is kept.
    `live_since` is the position in the event stream before anything else was read: a page that
    listens from there misses nothing. None for those who do not listen.
    """

    user_id: int | None
    employee_id: int | None
    role: Role
    roles: frozenset[Role]
    on: date
    unit_ids: frozenset[int] = frozenset()
    name: str = ""
    post: str = ""
    withheld: frozenset[Role] = frozenset()
    live_since: str | None = field(default=None, compare=False)

    def has(self, role: Role) -> bool:
        return role in self.roles

    def acting_as(self, role: Role) -> "Actor":
        """The same person in another role they hold.

        Raises:
            ValueError: the actor does not hold the role.
            Refused: `account.unconfirmed`: it is one that does not count yet.
        """
        if role not in self.roles:
            self.check_confirmed()
            raise ValueError(f"{role} is not among {sorted(self.roles)}")
        return replace(self, role=role)

    def check_confirmed(self) -> None:
        """To be asked before anything about somebody else is shown or kept.

        Raises:
            Refused: `account.unconfirmed`: nobody has confirmed yet who uses the account.
        """
        if self.withheld:
            raise Refused(
                "Akun Anda belum dikonfirmasi, jadi data orang lain dan keputusan tentangnya belum "
                "terbuka. Hubungi BKPSDM atau atasan Anda.",
                code="account.unconfirmed",
            )


def system(on: date) -> Actor:
    """The programme itself: commands, tasks and the sample data."""
    return Actor(None, None, Role.SYSTEM, frozenset({Role.SYSTEM}), on)


def visitor(on: date) -> Actor:
    """Somebody who has not logged in."""
    return Actor(None, None, Role.ANONYMOUS, frozenset({Role.ANONYMOUS}), on)
