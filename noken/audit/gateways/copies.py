"""Writing and reading the copy: a ZIP of texts, one row a line, checked by `rules.copied`."""

import json
from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from django.db import connection, transaction
from psycopg import sql

from noken.audit.gateways import commitments, stretches
from noken.audit.models import Seal
from noken.audit.rules.copied import FORM, TABLES, Copy, Form, Found, check
from noken.core.sealed import facts

ABOUT, SEALS, FORMS, UNBOUND = "about.json", "seals.jsonl", "forms.jsonl", "unbound.tsv"
_SEAL = ("number", "after_id", "until_id", "rows", "digest", "previous", "hash", "stamp", "stream")
_SHAPE = "select id, encode(sha256(convert_to(columns::text, 'UTF8')), 'hex') from audit_factform"


class NotACopy(Exception):
    """The file is no copy that this version can check."""


@transaction.atomic
def write(path: Path, tenant: str) -> None:
    """All of one moment, with what the facts say in clear: for the eyes of who may see everything.

    Raises:
        FileExistsError: there is such a file already.
    """
    path.touch(mode=0o600, exist_ok=False)
    with connection.cursor() as cursor:
        cursor.execute("set transaction isolation level repeatable read")
        cursor.execute("select set_config('TimeZone', 'UTC', true)")
        cursor.execute(_SHAPE)
        shapes = dict(cursor.fetchall())
    forms = commitments.forms_of(facts())
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(ABOUT, json.dumps({"form": FORM, "tenant": tenant}))
        seals = Seal.objects.order_by("number").values_list(*_SEAL)
        _lines(archive, SEALS, (json.dumps(list(seal)) for seal in seals))
        told = (
            [form.pk, form.name, form.table, shapes[form.pk], is_there]
            for _, form, is_there in forms
        )
        _lines(archive, FORMS, map(json.dumps, told))
        for stream, table in TABLES.items():
            _lines(archive, f"{table}.jsonl", _asked(sql.SQL(stretches.lines(stream))))
        for fact, form, is_there in forms:
            if is_there:
                _lines(archive, f"facts/{form.pk}.tsv", _asked(commitments.texts(fact, form)))
        hands = (commitments.unbound(fact, mine) for fact, mine in commitments.by_kind(forms))
        _lines(archive, UNBOUND, (line for statement in hands for line in _asked(statement)))


def read(path: Path) -> tuple[str, Found]:
    """The instansi a copy is of, and what was found in it.

    Raises:
        NotACopy: it is something else, or damaged.
    """
    try:
        with ZipFile(path) as archive:
            about = json.loads(archive.read(ABOUT))
            if about.get("form") != FORM:
                raise NotACopy
            return str(about["tenant"]), check(_copy(archive))
    except (BadZipFile, KeyError, ValueError, TypeError) as fault:
        raise NotACopy from fault


def _copy(archive: ZipFile) -> Copy:
    return Copy(
        seals=_read(archive, SEALS),
        forms=[Form(*json.loads(line)) for line in _read(archive, FORMS)],
        rows=lambda stream: _read(archive, f"{TABLES[stream]}.jsonl"),
        facts=lambda form: _read(archive, f"facts/{form}.tsv"),
        unbound=_read(archive, UNBOUND),
    )


def _asked(statement: sql.Composable) -> Iterator[str]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement)
        for (line,) in cursor:
            yield line


def _lines(archive: ZipFile, name: str, lines: Iterable[str]) -> None:
    with archive.open(name, "w", force_zip64=True) as member:
        for line in lines:
            member.write(line.encode() + b"\n")


def _read(archive: ZipFile, name: str) -> Iterator[str]:
    if name not in archive.namelist():
        return
    with TextIOWrapper(archive.open(name), "utf-8", newline="\n") as lines:
        for line in lines:
            yield line.removesuffix("\n")
