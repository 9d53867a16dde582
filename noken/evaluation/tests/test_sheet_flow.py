"""What may happen to a sheet in which state."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noken.evaluation.rules import sheet_flow as flow

ACTS = st.sampled_from(sorted(flow.MOVES))


@pytest.mark.parametrize(
    ("act", "status", "objected", "code"),
    [
        (flow.SELF, flow.OPEN, False, None),
        (flow.SELF, flow.ASSESSED, False, "evaluation.not_now"),
        (flow.RATE, flow.OPEN, False, None),
        (flow.RATE, flow.PUBLISHED, False, "evaluation.not_now"),
        (flow.PUBLISH, flow.OPEN, False, None),
        (flow.PUBLISH, flow.ASSESSED, False, None),
        (flow.PUBLISH, flow.PUBLISHED, False, "evaluation.not_now"),
        (flow.PUBLISH, flow.EXCUSED, False, "evaluation.not_now"),
        (flow.UNDO, flow.PUBLISHED, False, None),
        (flow.UNDO, flow.PUBLISHED, True, "evaluation.under_review"),
        (flow.CHANGE, flow.PUBLISHED, False, None),
        (flow.CHANGE, flow.PUBLISHED, True, "evaluation.under_review"),
        (flow.CHANGE, flow.FINAL, False, "evaluation.not_now"),
        (flow.OBJECT, flow.PUBLISHED, False, None),
        (flow.OBJECT, flow.FINAL, False, None),
        (flow.OBJECT, flow.PUBLISHED, True, "evaluation.under_review"),
        (flow.OBJECT, flow.OPEN, False, "evaluation.not_now"),
        (flow.DROP, flow.PUBLISHED, True, None),
        (flow.DROP, flow.PUBLISHED, False, "evaluation.no_objection"),
        (flow.SETTLE, flow.FINAL, True, None),
        (flow.SETTLE, flow.PUBLISHED, False, "evaluation.no_objection"),
        (flow.FINALIZE, flow.PUBLISHED, False, None),
        (flow.FINALIZE, flow.PUBLISHED, True, "evaluation.under_review"),
        (flow.EXCUSE, flow.ASSESSED, False, None),
        (flow.EXCUSE, flow.PUBLISHED, False, "evaluation.not_now"),
        (flow.INCLUDE, flow.EXCUSED, False, None),
        (flow.INCLUDE, flow.OPEN, False, "evaluation.not_now"),
    ],
)
def test_an_act_is_lawful_in_its_state(
    act: str, status: str, objected: bool, code: str | None
) -> None:
    found = flow.why_not(act, status, objected=objected)

    assert (found.code if found else None) == code
    assert found is None or found.text


def test_who_has_sent_the_own_view_is_excused_by_keepers_alone() -> None:
    assert flow.is_for_keepers(flow.EXCUSE, flow.ASSESSED)
    assert not flow.is_for_keepers(flow.EXCUSE, flow.OPEN)
    assert not flow.is_for_keepers(flow.INCLUDE, flow.EXCUSED)


def test_what_goes_back_waits_where_it_belongs() -> None:
    assert flow.after(flow.UNDO, flow.PUBLISHED) == flow.OPEN
    assert flow.after(flow.UNDO, flow.PUBLISHED, assessed=True) == flow.ASSESSED
    assert flow.after(flow.INCLUDE, flow.EXCUSED, assessed=True) == flow.ASSESSED
    assert flow.after(flow.PUBLISH, flow.OPEN, assessed=True) == flow.PUBLISHED


@given(st.lists(ACTS, max_size=40))
def test_every_sequence_of_acts_leaves_a_lawful_state(acts: list[str]) -> None:
    """Refused acts change nothing; a final result never becomes anything else."""
    status, objected, final = flow.OPEN, False, False
    for act in acts:
        if flow.why_not(act, status, objected=objected):
            continue
        status = flow.after(act, status)
        objected = (objected or act == flow.OBJECT) and act not in flow.NEEDS_OBJECTION
        final = final or status == flow.FINAL

        assert status in flow.STATES
        assert not objected or status in {flow.PUBLISHED, flow.FINAL}
        assert not final or status == flow.FINAL
