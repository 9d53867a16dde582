"""The word `sealed`: what it says of a model, and which model may never carry it."""

import pytest

from noken.core.privacy import DataClass, Entry
from noken.core.sealed import facts, facts_of, sealed
from noken.documents.models import Receipt, SigningKey
from noken.evaluation.models import Rating


def entry(of: DataClass) -> Entry:
    return Entry(of, "Untuk tes.", "Tes.", "1 hari", "")


def test_a_table_of_anonymous_answers_never_carries_the_word() -> None:
    told = {"Receipt.kind": entry(DataClass.INTERNAL), "Receipt.key": entry(DataClass.ANONYMOUS)}

    with pytest.raises(ValueError, match="anonymous"):
        list(facts_of(Receipt, told))
    assert list(facts_of(Receipt, {"Other.kind": entry(DataClass.ANONYMOUS)}))


def test_all_that_is_sealed_can_be_named_and_is_no_anonymous_answer() -> None:
    named = {(fact.table, fact.once) for fact in facts()}

    assert {
        *{("attendance_punch", ""), ("documents_receipt", ""), ("documents_signingkey", "")},
        *{("evaluation_rating", "published_at"), ("discipline_decision", "decided_at")},
        *{("discipline_casestep", ""), ("followup_step", ""), ("findings_rowstep", "")},
        *{("findings_reply", ""), ("objections_objection", "decided_at"), ("work_report", "")},
        *{("followup_award", "decided_at"), ("organization_declaredsignature", "")},
        *{("organization_declaredproposal", ""), ("coaching_talk", "ended_at")},
    } <= named
    assert len(named) == len(facts())


def test_the_word_says_which_columns_stand_and_which_may_follow() -> None:
    (key,) = facts_of(SigningKey, {})
    (rating,) = facts_of(Rating, {})

    assert (key.key, key.once, key.names) == (
        "key_id",
        "",
        ("key_id", "public_key", "first_used_at"),
    )
    assert key.follows == ("retired_at",)
    assert rating.once == "published_at"
    assert {"grade", "by_id", "published_at"} <= set(rating.names)
    assert rating.follows == ("replaced_at", "undone_at")


def test_a_word_that_contradicts_itself_is_refused() -> None:
    with pytest.raises(ValueError, match="one side"):
        sealed(fixed=("kind",), but=("form",))
