"""A setting that two people sign, declared in one place: the area that needs it.

Form, page, signatures, journal and privacy follow from the declaration (organization). Until two
have signed, the values are noken's proposals: `is_signed` is False, and nothing may follow from
them that costs somebody something.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from typing import Any, TypeVar, dataclass_transform

from noken.core.signing import SIGNATURES

OWN = "Setelan noken, menunggu penetapan"


@dataclass(frozen=True, slots=True)
class Value:
    """What a field of a setting may be: a whole number of `unit` from `least` to `most`, or one of
    `options` (code and words)."""

    name: str
    label: str
    default: Any
    unit: str = ""
    least: int = 0
    most: int = 0
    options: Mapping[str, str] | None = None

    @property
    def said(self) -> str:
        """What a value must be, as a sentence."""
        return (
            "Pilih dari daftar." if self.options else f"Isi angka {self.least} sampai {self.most}."
        )

    def fits(self, value: Any) -> bool:
        if self.options:
            return value in self.options
        return type(value) is int and self.least <= value <= self.most

    def words(self, value: Any) -> str:
        return self.options[value] if self.options else f"{value} {self.unit}".strip()


def whole(label: str, default: int, *, unit: str, least: int, most: int) -> Any:
    """A field that is a whole number of `unit`, from `least` to `most`.

    Name `default` when calling, so that type checkers see it.
    """
    return field(
        default=default, metadata={"label": label, "unit": unit, "least": least, "most": most}
    )


def choice(label: str, default: str, options: Mapping[str, str]) -> Any:
    """A field that is one of `options`: codes with their words."""
    return field(default=default, metadata={"label": label, "options": options})


@dataclass(frozen=True, kw_only=True)
class Signed:
    """What every setting has: the day from which its values hold by two signatures, and the
    source they cite. `since` None: nobody has signed."""

    since: date | None = None
    source: str = OWN

    @property
    def is_signed(self) -> bool:
        return self.since is not None


@dataclass(frozen=True, slots=True)
class Declared:
    """A setting as it was declared. `basis` is what it rests on; `until` says what holds while
    nobody has signed."""

    name: str
    title: str
    basis: str
    until: str
    kind: type[Signed]
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Stored values with their source, the first day, and how many have signed."""

    values: Mapping[str, Any]
    source: str
    start_on: date
    signatures: int


T = TypeVar("T", bound=Signed)
_DECLARED: dict[str, Declared] = {}
_NAMES: dict[type[Signed], str] = {}


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(whole, choice))
def signed_setting(
    name: str, *, title: str, basis: str, until: str = ""
) -> Callable[[type[T]], type[T]]:
    """Declare a subclass of Signed as a setting; its fields are made by `whole` and `choice`.

    Raises:
        ValueError: the name is taken, or a proposed value does not fit its own limits.
    """

    def declare(kind: type[T]) -> type[T]:
        made = dataclass(frozen=True, kw_only=True)(kind)
        values = tuple(_value(each) for each in fields(made) if each.metadata)
        if name in _DECLARED or not all(each.fits(each.default) for each in values):
            raise ValueError(f"{name} is declared twice, or proposes what it does not allow")
        _DECLARED[name] = Declared(name, title, basis, until, made, values)
        _NAMES[made] = name
        return made

    return declare


def _value(each: Any) -> Value:
    if each.default is MISSING:
        raise ValueError(f"{each.name} proposes nothing")
    return Value(each.name, default=each.default, **each.metadata)


def declared() -> tuple[Declared, ...]:
    """All of them, by title."""
    return tuple(sorted(_DECLARED.values(), key=lambda each: each.title))


def declaration(name: str) -> Declared | None:
    """The one of that name, if there is one."""
    return _DECLARED.get(name)


def name_of(kind: type[Signed]) -> str:
    return _NAMES[kind]


def value_on(kind: type[T], proposals: Iterable[Proposal], day: date) -> T:
    """The newest values two have signed that have begun by `day`; else noken's own, unsigned.

    Source: cara kerja noken, dua orang menyetujui (register: noken-practice).
    """
    signed = [one for one in proposals if one.signatures >= SIGNATURES and one.start_on <= day]
    if not signed:
        return kind()
    newest = max(signed, key=lambda each: each.start_on)
    return from_values(kind, newest.values, since=newest.start_on, source=newest.source)


def from_values(kind: type[T], values: Mapping[str, Any], *, since: date | None, source: str) -> T:
    """Stored values as the setting; what is unknown today is left out, what is new is proposed."""
    known = {each.name for each in fields(kind)}
    return kind(
        **{name: value for name, value in values.items() if name in known},
        since=since,
        source=source,
    )
