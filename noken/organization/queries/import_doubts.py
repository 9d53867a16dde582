"""What a person confirms about the units and heads of a file, or settles on another page."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.urls import reverse

from noken.organization.models import ImportRun

_NONE_LABELS = {
    "unit.from_title": "Tidak, jangan buat unit ini",
    "unit.no_top": "Langsung di bawah instansi",
}
Units = Mapping[str, Mapping[str, Any]]


class Doubt(NamedTuple):
    """A question about units or heads; one without options is settled at `url`."""

    id: str
    code: str
    text: str
    options: tuple[tuple[str, str], ...]
    answer: str
    none_label: str
    url: str
    url_label: str


def doubts_of(run: ImportRun) -> tuple[Doubt, ...]:
    """Those of a file, each with the agency it is about; none about what the actor may not make."""
    return tuple(_doubts(run))


def _doubts(run: ImportRun) -> Iterator[Doubt]:
    beyond = run.structure.get("beyond", ())
    units: Units = run.structure.get("units", {})
    for doubt in run.structure.get("doubts", ()):
        if doubt.get("unit") in beyond and not doubt["options"]:
            continue
        options = tuple((str(place), label) for place, (_, label) in enumerate(doubt["options"]))
        url, label = ("", "") if options else _settled_at(doubt, units, run.structure["root"])
        yield Doubt(
            id=doubt["id"],
            code=doubt["code"],
            text=_with_agency(doubt, units),
            options=options,
            answer=run.decisions.get(doubt["id"], ""),
            none_label=_NONE_LABELS.get(doubt["code"], "Biarkan kosong"),
            url=url,
            url_label=label,
        )


def _settled_at(doubt: Mapping[str, Any], units: Units, root: int | None) -> tuple[str, str]:
    """The page of the person to be moved, or of the unit; of one that is yet to be made, the page
    of the next one above, where it will stand."""
    if person := doubt.get("person"):
        return reverse("organization:person", args=[person]), "Buka halaman pejabatnya"
    for key in _way_up(doubt["unit"], units):
        if (pk := units[key]["id"]) is not None:
            return reverse("organization:unit", args=[pk]), f"Buka {units[key]['name']}"
    if root is not None:
        return reverse("organization:unit", args=[root]), "Setelah diterapkan: buka unit teratas"
    return reverse("organization:people"), "Setelah diterapkan: buka daftar pegawai"


def _with_agency(doubt: Mapping[str, Any], units: Units) -> str:
    """Offices of every agency have the same units: which one is meant."""
    way = list(_way_up(doubt["unit"], units))
    agency = units[way[-1]]["name"] if len(way) > 1 else ""
    text = str(doubt["text"])
    return f"{text} ({agency})" if agency and agency not in text else text


def _way_up(key: str, units: Units) -> Iterator[str]:
    """From a unit to its agency, as the file has them."""
    seen: set[str] = set()
    while key in units and key not in seen:
        seen.add(key)
        yield key
        key = units[key]["parent"]
