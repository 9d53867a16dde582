"""What a personnel file says about one person, row by row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from noken.organization.rules.groups import EmploymentKind, Standing
from noken.organization.rules.nip import Sex
from noken.organization.rules.posts import PostFamily, PostKind


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in an accepted row that a person should look at; the value was left out.

    `field` is the field's code, `code` is stable ("date.unreadable"), `text` is Indonesian.
    """

    field: str
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person of a personnel file, every value in its one writing.

    `number` is the row as the spreadsheet shows it, from 1. Texts are "" where the file is empty,
    dates and codes None. `birth_date` and `sex` come from the NIP alone. `unit_chain` runs from
    the unit up to the OPD; `unit_ref` is the UNOR ID. `superior_nip` is a checked NIP or "".
    """

    number: int
    sheet: str
    nip: str
    name: str
    front_title: str = ""
    back_title: str = ""
    birth_date: date | None = None
    sex: Sex | None = None
    kind: EmploymentKind = EmploymentKind.PNS
    standing: Standing = Standing.ACTIVE
    rank_code: str = ""
    rank_from: date | None = None
    post_title: str = ""
    post_kind: PostKind | None = None
    post_family: PostFamily = PostFamily.GENERAL
    is_head: bool = False
    echelon: str = ""
    post_from: date | None = None
    unit_chain: tuple[str, ...] = ()
    unit_ref: str = ""
    school: str = ""
    superior_nip: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that is not taken: where it stands, why, and what to do, in Indonesian.

    `code` is stable (`nip.missing`, `nip.invalid`, `nip.digits_lost`, `name.missing`,
    `unit.missing`, `duplicate.same`, `duplicate.differs`). `nip_masked` and `name` help to find
    the row. `first_number` is the row of the same person above, for duplicates. `cells` are the
    texts of the row by field, without NIP, birth date and sex, where another NIP would cure it.
    """

    number: int
    sheet: str
    nip_masked: str
    name: str
    code: str
    cause: str
    cure: str
    first_number: int | None = None
    cells: Mapping[str, str] = MappingProxyType({})
