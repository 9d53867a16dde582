"""What is typed beside the results: shape of the plan, annex, what is expected of behaviour."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django import forms
from django.http import QueryDict

from noken.core.uuid7 import uuid7
from noken.planning import rules
from noken.planning.queries import PlanPage
from noken.planning.queries.agreements import HINTS, ShownValue, section_word
from noken.planning.queries.dialogue import Said, annex_line
from noken.planning.queries.versions import ShownChange, in_words
from noken.planning.rules import AnnexContent, Content

ANNEX_LETTERS = 400
EXPECTATION_LETTERS = 500


class ShapeForm(forms.Form):
    """The approach and the lay-out of a plan."""

    approach = forms.ChoiceField(
        choices=[(rules.QUANTITATIVE, "Kuantitatif"), (rules.QUALITATIVE, "Kualitatif")]
    )
    form = forms.ChoiceField(
        choices=[
            (rules.LEADER, "JPT dan pimpinan unit kerja mandiri"),
            (rules.STAFF, "Pejabat administrasi dan fungsional"),
        ]
    )

    def content(self, content: Content) -> Content:
        """The plan in the chosen shape, after `is_valid`."""
        clean = self.cleaned_data
        return rules.in_form(rules.in_approach(content, clean["approach"]), clean["form"])


@dataclass(slots=True)
class AnnexRow:
    """One line of the annex as it is typed; `said` is None where there is no dialogue yet."""

    section: str
    key: UUID
    text: str
    said: Said | None = None
    error: str = ""
    focus: bool = False

    @property
    def html_id(self) -> str:
        return f"butir-{self.key}"

    @property
    def line(self) -> str:
        return annex_line(self.key)


@dataclass(frozen=True, slots=True)
class AnnexSection:
    """The lines of one section, at least one to write into."""

    code: str
    name: str
    hint: str
    rows: list[AnnexRow]

    @property
    def can_add(self) -> bool:
        return len(self.rows) < rules.MAX_ANNEX


class AnnexForm:
    """The whole annex as lists of lines; what is emptied is left out.

    `conflict` lists what differs when the annex was changed elsewhere meanwhile.
    """

    def __init__(self, page: PlanPage, at: datetime, data: QueryDict | None = None) -> None:
        self.at, self.stored = at, page.content.annex
        self.data = data
        lines = list(self.stored) if data is None else _typed(data)
        self.rows = [
            AnnexRow(line.section, line.key, line.text, self._said(page, line.key))
            for line in lines
        ]
        self.conflict: tuple[ShownChange, ...] = ()

    @property
    def seen(self) -> str:
        """What the page shows as stored: comes back with the form."""
        return rules.fingerprint(Content(annex=self.stored))

    @property
    def sections(self) -> list[AnnexSection]:
        """All sections in their order."""
        return [
            AnnexSection(code, section_word(code), HINTS[code], self._in(code))
            for code in rules.SECTIONS
        ]

    def open_line(self, section: str) -> None:
        """One more empty line, with the focus in it, while there is room."""
        if section in rules.SECTIONS and len(self._in(section)) < rules.MAX_ANNEX:
            self.rows.append(AnnexRow(section, uuid7(self.at), "", focus=True))

    def is_valid(self) -> bool:
        for row in self.rows:
            if len(row.text) > ANNEX_LETTERS:
                row.error = (
                    f"Persingkat menjadi paling banyak {ANNEX_LETTERS} huruf; sekarang "
                    f"{len(row.text)}."
                )
        return not any(row.error for row in self.rows)

    def is_outdated(self) -> bool:
        """Whether the annex is not the one that was typed over, and is not equal to it."""
        seen = str(self.data.get("seen", "")) if self.data is not None else self.seen
        if seen == self.seen or self.annex() == self.stored:
            return False
        stored, typed = Content(annex=self.stored), Content(annex=self.annex())
        self.conflict = in_words(rules.difference(stored, typed))
        return True

    def annex(self) -> tuple[AnnexContent, ...]:
        """What was typed, section by section, without empty lines."""
        rows = sorted(self.rows, key=lambda row: rules.SECTIONS.index(row.section))
        return tuple(AnnexContent(r.key, r.section, r.text) for r in rows if r.text)

    def _in(self, section: str) -> list[AnnexRow]:
        rows = [row for row in self.rows if row.section == section]
        return rows or [AnnexRow(section, uuid7(self.at), "")]

    def _said(self, page: PlanPage, key: UUID) -> Said | None:
        stored = any(line.key == key for line in self.stored)
        if page.dialogue is None or not stored:
            return None
        return page.dialogue.said.get(annex_line(key), Said())

    def content(self, content: Content, *, without: str = "") -> Content:
        """The plan with what was typed; `without` leaves out the line of that key."""
        kept = tuple(line for line in self.annex() if str(line.key) != without)
        return replace(content, annex=kept)


@dataclass(slots=True)
class ExpectationRow:
    """A value with what the leader writes of it."""

    value: ShownValue
    typed: str
    error: str = ""


class ExpectationForm:
    """What the leader writes of each value; only what was changed here is sent on."""

    def __init__(self, page: PlanPage, data: QueryDict | None = None) -> None:
        self.data = data
        self.rows = [ExpectationRow(value, self._typed(value)) for value in page.behaviour]

    def changed(self) -> dict[str, str]:
        """Texts by code that differ from what the page had shown when it was opened."""
        if self.data is None:
            return {}
        return {
            row.value.code: row.typed
            for row in self.rows
            if f"harap-{row.value.code}" in self.data
            and row.typed != str(self.data.get(f"dulu-{row.value.code}", ""))
        }

    def is_valid(self) -> bool:
        for row in self.rows:
            if len(row.typed) > EXPECTATION_LETTERS:
                row.error = (
                    f"Persingkat menjadi paling banyak {EXPECTATION_LETTERS} huruf; sekarang "
                    f"{len(row.typed)}."
                )
        return not any(row.error for row in self.rows)

    def _typed(self, value: ShownValue) -> str:
        if self.data is None:
            return value.text
        return " ".join(str(self.data.get(f"harap-{value.code}", "")).split())


def _typed(data: QueryDict) -> list[AnnexContent]:
    """The lines of a form that was sent; what cannot be read is left aside."""
    found: list[AnnexContent] = []
    for section in rules.SECTIONS:
        keys = data.getlist(f"kunci-{section}")[: rules.MAX_ANNEX]
        for key, text in zip(keys, data.getlist(f"isi-{section}"), strict=False):
            try:
                found.append(AnnexContent(UUID(key), section, " ".join(text.split())))
            except ValueError:
                continue
    return found
