"""What states a fact of people is sealed, by one word at its model.

`@sealed(but=("replaced_at",))` seals all columns but those which may follow later: crediting,
voiding, doubt, a repeated status. `@sealed(fixed=("text",))` seals only those it names. With
`once="decided_at"` the columns are sealed from the moment that column is filled: before it, the row
is a draft. A model may carry the word for several moments, and an abstract one hands it down. The
rights of the database follow from it (audit).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TypeVar

from django.apps import apps
from django.db import connection
from django.db.models import Model

from noken.core.privacy import DataClass, Entry

KINDS = "sealed_facts"
M = TypeVar("M", bound=type[Model])


@dataclass(frozen=True, slots=True)
class Word:
    """The word as it stands at a model."""

    fixed: tuple[str, ...]
    but: tuple[str, ...]
    once: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One kind of fact: the columns of a table that never change, with their types, the first of
    them its `key`; from when `once` is filled ("": from the beginning). `follows`: the columns that
    may change."""

    table: str
    once: str
    key: str
    columns: tuple[tuple[str, str], ...]
    follows: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for name, _ in self.columns)


def sealed(
    *, fixed: tuple[str, ...] = (), but: tuple[str, ...] = (), once: str = ""
) -> Callable[[M], M]:
    """Seal the facts of a model; its fields by name. What an abstract model says of the same moment
    is said anew.

    Raises:
        ValueError: both `fixed` and `but` were given.
    """
    if fixed and but:
        raise ValueError("say what is sealed from one side")

    def seal(model: M) -> M:
        words = [word for word in getattr(model, KINDS, ()) if word.once != once]
        setattr(model, KINDS, (*words, Word(fixed, but, once)))
        return model

    return seal


def facts() -> tuple[Fact, ...]:
    """All kinds of facts, by table.

    Raises:
        ValueError: a table of anonymous answers carries the word, or it names no such column.
    """
    found = [
        fact
        for model in apps.get_models()
        if getattr(model, KINDS, ())
        for fact in facts_of(model, _entries(model))
    ]
    return tuple(sorted(found, key=lambda fact: (fact.table, fact.once)))


def facts_of(model: type[Model], entries: Mapping[str, Entry]) -> Iterator[Fact]:
    """The kinds of facts of one model. An order of writing that is kept would lead from an
    anonymous answer to who gave it: such a table is refused."""
    mine = (entry for name, entry in entries.items() if name.startswith(f"{model.__name__}."))
    if any(entry.data_class == DataClass.ANONYMOUS for entry in mine):
        raise ValueError(f"{model.__name__} holds anonymous answers: they are never sealed")
    for word in getattr(model, KINDS, ()):
        yield _fact(model, word)


def _fact(model: type[Model], word: Word) -> Fact:
    options = model._meta  # noqa: SLF001 (documented by Django)
    fields = {field.name: field for field in options.concrete_fields}
    if unknown := {*word.fixed, *word.but, *filter(None, [word.once])} - set(fields):
        raise ValueError(f"{model.__name__} has no {sorted(unknown)}")
    key = options.pk
    kept = [
        field
        for name, field in fields.items()
        if field != key
        and ((name in word.fixed if word.fixed else name not in word.but) or name == word.once)
    ]
    return Fact(
        options.db_table,
        str(fields[word.once].column) if word.once else "",
        str(key.column),
        tuple((str(each.column), str(each.db_type(connection))) for each in [key, *kept]),
        tuple(str(each.column) for each in fields.values() if each not in (*kept, key)),
    )


def _entries(model: type[Model]) -> Mapping[str, Entry]:
    area = model._meta.app_label  # noqa: SLF001 (as above)
    entries: Mapping[str, Entry] = import_module(f"noken.{area}.privacy").ENTRIES
    return entries
