"""Rows of units, posts, people and what happened to them."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX

from noken.config.demo.people import FIRST_DAY, Staffing, Worker
from noken.config.demo.structure import DraftUnit
from noken.config.demo.tables import copy, put_sequences_right
from noken.organization.rules.search_key import search_key

STRUCTURE_DAY = date(2020, 1, 1)
RENAMED = ("DISKOMINFO", "Dinas Komunikasi dan Informatika", date(2026, 1, 1))


class UnitRows:
    """Ids and paths of the units, and the rows made of them."""

    def __init__(self, units: list[DraftUnit]) -> None:
        self.units = units
        self.ids = {unit.key: number for number, unit in enumerate(units, start=1)}
        self.paths: dict[str, str] = {}
        for unit in units:
            above = self.paths[unit.parent] if unit.parent else "/"
            self.paths[unit.key] = f"{above}{self.ids[unit.key]}/"

    def write(self) -> None:
        copy(
            "organization_unit",
            ("id", "name", "kind", "parent_id", "code", "start_on", "path"),
            (
                (
                    self.ids[unit.key],
                    unit.name,
                    unit.kind,
                    self.ids[unit.parent] if unit.parent else None,
                    unit.key,
                    STRUCTURE_DAY,
                    self.paths[unit.key],
                )
                for unit in self.units
            ),
        )
        copy(
            "organization_unitversion",
            ("unit_id", "name", "parent_id", "start_on", "end_on"),
            self._versions(),
        )
        put_sequences_right("organization_unit", "organization_unitversion")

    def _versions(self) -> Iterator[tuple[Any, ...]]:
        for unit in self.units:
            parent = self.ids[unit.parent] if unit.parent else None
            start = STRUCTURE_DAY
            if unit.key == RENAMED[0]:
                yield self.ids[unit.key], RENAMED[1], parent, start, RENAMED[2]
                start = RENAMED[2]
            yield self.ids[unit.key], unit.name, parent, start, None


class PeopleRows:
    """Posts, people, postings and grants; `logins` gives the accounts that get a password."""

    def __init__(self, units: UnitRows, staffing: Staffing, on: date) -> None:
        self._units = units
        self._staffing = staffing
        self._on = on
        self._positions: dict[tuple[str, str], int] = {}
        self._by_id = {worker.id: worker for worker in staffing.workers}

    def write(self) -> None:
        self._write_positions()
        workers = self._staffing.workers
        copy(
            "accounts_user",
            ("id", "login", "password", "is_active"),
            ((w.id, login_of(w), f"{UNUSABLE_PASSWORD_PREFIX}contoh{w.id}", True) for w in workers),
        )
        copy(
            "organization_employee",
            ("id", "account_id", "nip", "name", "front_title", "back_title", "kind", "search"),
            map(_employee, workers),
        )
        copy(
            "organization_rankperiod",
            ("employee_id", "code", "start_on"),
            ((w.id, w.rank, w.since) for w in workers if w.rank),
        )
        copy(
            "organization_standingperiod",
            ("employee_id", "standing", "start_on", "end_on"),
            self._standings(),
        )
        copy(
            "organization_posting",
            ("employee_id", "position_id", "unit_id", "kind", "is_head", "start_on", "end_on"),
            self._postings(),
        )
        copy(
            "organization_superioroverride",
            ("employee_id", "superior_id", "reason", "start_on"),
            self._overrides(),
        )
        copy(
            "organization_rolegrant",
            (
                *("employee_id", "role", "unit_id", "start_on", "reason", "at_console"),
                *("reviewed_by_id", "reviewed_on", "review"),
            ),
            self._grants(),
        )
        put_sequences_right(
            "accounts_user",
            "organization_position",
            "organization_employee",
            "organization_rankperiod",
            "organization_standingperiod",
            "organization_posting",
            "organization_superioroverride",
            "organization_rolegrant",
        )

    def _grants(self) -> Iterator[tuple[Any, ...]]:
        """Most were looked at again half a year ago; the admins of a few agencies still wait."""
        reviewed_on = max(FIRST_DAY, self._on - timedelta(183))
        keeper, *_ = (worker for worker, role, _ in self._staffing.grants if role == "PERSONNEL")
        for number, (worker, role, unit) in enumerate(self._staffing.grants, start=1):
            is_reviewed = worker != keeper and number % 9
            yield (
                *(worker, role, self._units.ids[unit] if unit else None, FIRST_DAY),
                *("Penetapan contoh", True),
                *((keeper, reviewed_on, "Masih bertugas") if is_reviewed else (None, None, "")),
            )

    def _write_positions(self) -> None:
        rows = [
            self._position(unit.key, unit.head_title, "STRUCTURAL", "GENERAL", unit)
            for unit in self._units.units
            if unit.key in self._staffing.vacant
        ]
        for worker in self._staffing.workers:
            if (worker.unit.key, worker.title) in self._positions:
                continue
            post, head = worker.post, worker.unit if worker.is_head else None
            rows.append(self._position(worker.unit.key, worker.title, post.kind, post.family, head))
        copy(
            "organization_position",
            ("id", "unit_id", "title", "kind", "family", "echelon", "is_head"),
            rows,
        )

    def _position(
        self, key: str, title: str, kind: str, family: str, head: DraftUnit | None
    ) -> tuple[Any, ...]:
        number = self._positions[key, title] = len(self._positions) + 1
        unit_id = self._units.ids[key]
        echelon = head.echelon if head else ""
        return number, unit_id, title, kind, family, echelon, head is not None

    def _standings(self) -> Iterator[tuple[Any, ...]]:
        for worker in self._staffing.workers:
            changed = None if worker.standing == "ACTIVE" else self._on - timedelta(90)
            yield worker.id, "ACTIVE", worker.since, changed
            if changed:
                yield worker.id, worker.standing, changed, None

    def _postings(self) -> Iterator[tuple[Any, ...]]:
        moved = {worker: (unit, day) for worker, unit, day in self._staffing.moved}
        for worker in self._staffing.workers:
            start = worker.since
            if worker.id in moved:
                earlier, start = moved[worker.id]
                position = self._any_staff_post(earlier)
                unit_id = self._units.ids[earlier]
                yield worker.id, position, unit_id, "DEFINITIVE", False, worker.since, start
            position = self._positions[worker.unit.key, worker.title]
            unit_id = self._units.ids[worker.unit.key]
            yield worker.id, position, unit_id, "DEFINITIVE", worker.is_head, start, None
        for worker_id, key, kind, start, end in self._staffing.acting:
            unit = next(unit for unit in self._units.units if unit.key == key)
            position = self._positions[key, unit.head_title]
            yield worker_id, position, self._units.ids[key], kind, True, start, end

    def _any_staff_post(self, key: str) -> int:
        heads = {unit.key: unit.head_title for unit in self._units.units}
        return next(
            number
            for (unit, title), number in self._positions.items()
            if unit == key and title != heads[unit]
        )

    def _overrides(self) -> Iterator[tuple[Any, ...]]:
        secretary = self._staffing.heads["SETDA"]
        for unit in self._units.units:
            head = self._staffing.heads.get(unit.key)
            if unit.parent == "KAB" and head and head != secretary:
                yield head, secretary, "Penilaian didelegasikan Bupati kepada Sekda", FIRST_DAY


def login_of(worker: Worker) -> str:
    return "bupati" if worker.kind == "OFFICIAL" else worker.identity.nip


def _employee(worker: Worker) -> tuple[Any, ...]:
    person = worker.identity
    nip = None if worker.kind == "OFFICIAL" else person.nip
    search = search_key(person.name, nip)
    return worker.id, worker.id, nip, person.name, "", person.back_title, worker.kind, search
