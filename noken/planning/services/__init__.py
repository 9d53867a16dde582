"""What a person can do with a plan. Each is one transaction."""

from noken.planning.rules import Content, IndicatorContent, ResultContent
from noken.planning.services.deciding import approve_plan, reopen_plan, return_plan
from noken.planning.services.drafting import (
    copy_from_last_period,
    discard_revision,
    save_draft,
    start_plan,
    start_revision,
)
from noken.planning.services.expecting import write_expectations
from noken.planning.services.filing import (
    NewPlanFile,
    decline_file_plan,
    drop_plan_file,
    read_plan_file,
    send_file_plans,
    take_file_plan,
)
from noken.planning.services.matrix import (
    Typed,
    discuss_cell,
    fill_cells,
    send_cells,
    take_cell,
)
from noken.planning.services.printing import print_plan
from noken.planning.services.submitting import submit_plan, withdraw_submission
from noken.planning.services.talking import NoteDraft, add_note, answer_proposal, read_notes
from noken.planning.services.templates import (
    TemplateDraft,
    change_template,
    make_template,
    retire_template,
    start_from_template,
)
from noken.planning.services.terms import (
    NewLateTerm,
    propose_late_term,
    sign_late_term,
    withdraw_late_term,
)

__all__ = [
    "Content",
    "IndicatorContent",
    "NewLateTerm",
    "NewPlanFile",
    "NoteDraft",
    "ResultContent",
    "TemplateDraft",
    "Typed",
    "add_note",
    "answer_proposal",
    "approve_plan",
    "change_template",
    "copy_from_last_period",
    "decline_file_plan",
    "discard_revision",
    "discuss_cell",
    "drop_plan_file",
    "fill_cells",
    "make_template",
    "print_plan",
    "propose_late_term",
    "read_notes",
    "read_plan_file",
    "reopen_plan",
    "retire_template",
    "return_plan",
    "save_draft",
    "send_cells",
    "send_file_plans",
    "sign_late_term",
    "start_from_template",
    "start_plan",
    "start_revision",
    "submit_plan",
    "take_cell",
    "take_file_plan",
    "withdraw_late_term",
    "withdraw_submission",
    "write_expectations",
]
