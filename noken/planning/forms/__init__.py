"""What is typed on the pages of plans."""

from noken.planning.forms.acts import NoteForm, ReasonForm, StartForm
from noken.planning.forms.agreements import AnnexForm, ExpectationForm, ShapeForm
from noken.planning.forms.editor import Editor, TargetField, act_of
from noken.planning.forms.talking import TalkForm

__all__ = [
    "AnnexForm",
    "Editor",
    "ExpectationForm",
    "NoteForm",
    "ReasonForm",
    "ShapeForm",
    "StartForm",
    "TalkForm",
    "TargetField",
    "act_of",
]
