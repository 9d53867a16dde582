"""The page of one finding, for each reader what they may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.http import Http404

from noken.audit import queries as audit
from noken.core.actor import Actor, Role
from noken.core.uuid7 import uuid7
from noken.findings import access
from noken.findings.models import ReplyFile
from noken.findings.queries.page_found import Found, find_finding
from noken.findings.queries.page_heat import Heat, Marked, heat_of
from noken.findings.queries.page_ladder import Ladder, ladder_of
from noken.findings.queries.page_readers import readers_of
from noken.findings.queries.page_replies import replies_to
from noken.findings.queries.page_rows import Rows, rows_of
from noken.findings.queries.page_rule import rule_of
from noken.findings.queries.page_shape import Door, FindingPage
from noken.findings.queries.page_steps import (
    Mark,
    Told,
    after_of,
    made_words,
    own_way,
    told_of,
    way_of,
)
from noken.findings.queries.page_words import card_title, unit_of
from noken.findings.queries.regional import is_ruled, ladder_on, not_loaded
from noken.findings.queries.standing import LADDER, standing_of
from noken.findings.queries.terms import terms_on
from noken.findings.rules import flow
from noken.findings.rules.regional import BY_LAW
from noken.organization import queries as organization
from noken.ui.formats import number, spelled


def door_of(actor: Actor, number_: str, at: datetime) -> Door | None:
    """What the reader meets before the finding; None: it is open to them.

    Raises:
        Http404: not there, or not theirs to know of.
    """
    if not actor.has(Role.INSPECTORATE):
        return None
    finding, role = _found(actor, number_)
    if role is not Role.INSPECTORATE:
        return None
    if audit.stated_reason(actor, finding.employee_id, at) is not None:
        return None
    people = organization.people([finding.employee_id], actor.on)
    return Door(
        finding.number,
        finding.url,
        people[finding.employee_id],
        card_title(finding.code),
        finding.employee_id,
    )


def finding_page(actor: Actor, number_: str, at: datetime) -> FindingPage:
    """The page for this reader.

    What was never asked about is not known to superiors: the person is told first.

    Raises:
        Http404: not there, not theirs, or they have not said why they open it.
    """
    finding, role, reason = opened_by(actor, number_, at)
    terms = terms_on(actor.on)
    rows = rows_of(actor, role, finding, terms.shown_months)
    if role is Role.SUPERIOR and not rows.was_asked:
        raise Http404
    told = told_of(finding)
    superior_id = organization.superiors([finding.employee_id], actor.on).get(finding.employee_id)
    people = organization.people({finding.employee_id, superior_id or 0}, actor.on)
    person = people[finding.employee_id]
    superior = people[superior_id].name if superior_id in people else ""
    own = role is Role.SELF
    acts = _acts(actor, finding, rows, superior_id)
    ladder = _ladder(finding, rows, actor.on)
    address = organization.form_of_address(finding.nip)
    unasked = _unasked(finding, rows)
    badge, tone = _badge(rows, acts)
    return FindingPage(
        finding=finding,
        number=finding.number,
        code=finding.code,
        card=rule_of(finding, own=own),
        person=person,
        address=f"{address} {person.name.partition(' ')[0]}".strip(),
        superior=superior,
        heading=_own_heading(rows, finding.code) if own else _heading(rows, finding, person.name),
        unasked=unasked,
        no_rules=not_loaded(finding.kind, actor.on),
        badge=badge,
        tone=tone,
        made=made_words(finding),
        rows=rows,
        heat=_heat(actor, finding, rows),
        ladder=None if unasked else ladder,
        replies=replies_to(finding.pk, () if own else rows.hidden),
        way=_way(finding, rows, told, superior, ladder, actor) if not unasked else (),
        readers=readers_of(finding, at) if own else (),
        terms=terms,
        rests=rows.rest,
        acts=acts,
        key=uuid7(at),
        today=actor.on,
        role=role,
        about=frozenset({finding.employee_id}),
        stated_reason=reason,
    )


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file that was opened, for the journal."""

    file_id: UUID
    about: frozenset[int]
    role: Role
    stated_reason: str


def open_file(actor: Actor, file_id: UUID, at: datetime) -> OpenedFile:
    """Raises Http404: everybody who may not read the finding now, or the answer it came with."""
    found = ReplyFile.objects.select_related("reply__finding").filter(file_id=file_id).first()
    if found is None:
        raise Http404
    finding, role, reason = opened_by(actor, found.reply.finding.number, at)
    if role is not Role.SELF:
        rows = rows_of(actor, role, finding, terms_on(actor.on).shown_months)
        if not found.reply.rows.exclude(pk__in=rows.hidden).exists():
            raise Http404
    return OpenedFile(file_id, frozenset({finding.employee_id}), role, reason)


def opened_by(actor: Actor, number_: str, at: datetime) -> tuple[Found, Role, str]:
    """The finding, the relation in which it is opened, and the reason given where one is asked.

    Raises:
        Http404: not there, not theirs, or they have not said why they open it.
    """
    finding, role = _found(actor, number_)
    reason = ""
    if role is Role.INSPECTORATE:
        reason = audit.stated_reason(actor, finding.employee_id, at) or ""
        if not reason:
            raise Http404
    return finding, role, reason


def _found(actor: Actor, number_: str) -> tuple[Found, Role]:
    """The finding and the relation in which it is opened."""
    finding = find_finding(number_)
    role = access.relation_to(actor, finding.employee_id)
    if role is None:
        raise Http404
    return finding, role


def _acts(actor: Actor, finding: Found, rows: Rows, superior_id: int | None) -> frozenset[str]:
    me, able = actor.employee_id, set()
    if me == finding.employee_id:
        if rows.unopened:
            able.add("open")
        if rows.answerable:
            able.add("reply")
        return frozenset(able)
    if me == superior_id:
        if any(not line.rests for line in rows.in_state(flow.REPLIED)):
            able.add("decide")
        if any(not line.rests for line in rows.in_state(flow.REFUSED)):
            able.add("reconsider")
    if rows.unopened and access.hands_over(actor, finding.employee_id):
        able.add("hand_over")
    return frozenset(able)


def _badge(rows: Rows, acts: frozenset[str]) -> tuple[str, str]:
    if acts & {"open", "reply"} and (rows.unopened or rows.in_state(flow.ASKED, flow.PROOF)):
        return "Menunggu Anda", "thr"
    if "decide" in acts:
        return "Menunggu keputusan Anda", "thr"
    if rows.rest:
        return "Dibekukan", ""
    if rows.in_state(flow.REPLIED):
        return "Menunggu keputusan atasan", "thr"
    if rows.unopened:
        return "Belum dibuka pegawai", ""
    if rows.in_state(flow.ASKED, flow.PROOF):
        return "Menunggu pegawai", ""
    return ("Selesai", "ok") if rows.counted == 0 else ("Selesai, dihitung", "")


def _unasked(finding: Found, rows: Rows) -> str:
    """Why nobody asks this person, who belongs to a group that the card only counts; "" where it
    asks, or did."""
    if rows.was_asked or finding.kind in finding.groups:
        return ""
    return f"dihitung saja; aturan ini tidak menanyakan {finding.kind_words}"


def _way(
    finding: Found,
    rows: Rows,
    told: Told | None,
    superior: str,
    ladder: Ladder | None,
    actor: Actor,
) -> Sequence[Mark]:
    least, by_law = ladder.least if ladder else 0, finding.kind in BY_LAW
    if actor.employee_id == finding.employee_id:
        return own_way(rows, superior, least, by_law=by_law)
    ruled = is_ruled(finding.kind, actor.on)
    after = after_of(rows.counted, least, ruled=ruled, by_law=by_law)
    return way_of(finding, rows, told, superior, after)


def _heading(rows: Rows, finding: Found, name: str) -> str:
    unit = unit_of(finding.code)
    shown = [line for line in rows.lines if line.state != flow.CLEARED]
    if not shown:
        return f"{name}, tidak ada lagi yang dihitung"
    said = sum(1 for line in shown if line.said)
    count = f"{name}, {len(shown)} {unit}"
    return f"{count}, {said} sudah dijelaskan" if said else f"{count}, belum dijelaskan"


def _own_heading(rows: Rows, code: str) -> str:
    unit = unit_of(code)
    if rows.rest:
        return "yang tercatat di sini dibekukan"
    proof, asked = len(rows.in_state(flow.PROOF)), len(rows.in_state(flow.ASKED))
    if asked:
        return f"{spelled(asked).lower()} {unit} perlu keterangan Anda"
    if proof:
        return f"{spelled(proof).lower()} {unit} lagi perlu bukti"
    if rows.unopened:
        return "ada yang perlu Anda ketahui"
    if rows.in_state(flow.REPLIED):
        return "keterangan Anda sedang ditimbang"
    if rows.hinted and not rows.was_asked:
        return f"{number(rows.hinted)} {unit} tercatat, tidak ada yang ditanyakan"
    if rows.counted == Decimal(0):
        return "tidak ada yang dihitung"
    return f"{number(rows.counted)} {unit} dihitung"


_TONES = {
    flow.LAPSED: "dbad",
    flow.REFUSED: "dbad",
    flow.ACCEPTED: "dq",
    flow.CLEARED: "dq",
    flow.ASKED: "dask",
    flow.REPLIED: "dask",
    flow.PROOF: "dask",
}


def _heat(actor: Actor, finding: Found, rows: Rows) -> Heat | None:
    """The calendar: only for what is a matter of days."""
    if unit_of(finding.code) != "hari":
        return None
    marked = {
        line.day: Marked("dask" if line.rests else _TONES[line.state], line.word, line.place)
        for line in rows.lines
        if line.state in _TONES
    }
    return heat_of(actor, finding.employee_id, actor.on, marked)


def _ladder(finding: Found, rows: Rows, on: date) -> Ladder | None:
    if finding.code not in LADDER or ladder_on(finding.kind, on) is None:
        return None
    year = int(finding.period[:4])
    standing = standing_of([finding.employee_id], year, on)[finding.employee_id]
    if standing.ladder is None:
        return None
    counts = standing.ladder.counts
    counted = sum((line.amount for line in rows.summed if counts(line.day)), Decimal(0))
    whole = all(counts(line.day) for line in rows.summed)
    return ladder_of(standing.ladder, counted, standing.run, whole=whole)
