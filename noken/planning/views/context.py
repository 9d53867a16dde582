"""What every rendering of a plan's page needs beside the page itself."""

from typing import Any

from noken.core import clock
from noken.core.uuid7 import uuid7
from noken.planning.forms import (
    AnnexForm,
    Editor,
    ExpectationForm,
    NoteForm,
    ReasonForm,
    TalkForm,
)
from noken.planning.queries import PlanPage


def context_of(page: PlanPage, *, editor: Editor | None = None, **typed: Any) -> dict[str, Any]:
    """The page with its forms.

    Args:
        editor: the form of one result; made here for who may edit.
        typed: forms that come back with what was typed: `note`, `reason`, `talk`, `annex`,
            `expect`.
    """
    at = clock.now()
    if editor is None and page.may_edit:
        editor = Editor(page, at)
    forms: dict[str, Any] = {"note": NoteForm(), "reason": ReasonForm()}
    if page.dialogue:
        forms["talk"] = TalkForm(page.dialogue, uuid7(at))
    if page.may_edit:
        forms["annex"] = AnnexForm(page, at)
    if page.may_expect:
        forms["expect"] = ExpectationForm(page)
    return {"page": page, "editor": editor, "forms": forms | typed}
