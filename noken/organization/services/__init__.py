"""What may be done with people, units and who answers for whom."""

from noken.organization.services._grants import Grant
from noken.organization.services._overrides import Choice
from noken.organization.services.accounts import (
    FIRST,
    Slip,
    issue_first_passwords,
    issue_password,
    set_password_at_console,
)
from noken.organization.services.activations import (
    confirm_activation_at_console,
    confirm_activations,
)
from noken.organization.services.declared import propose_values, sign_values, withdraw_values
from noken.organization.services.hiring import hire_employee
from noken.organization.services.people import NewEmployee, add_employee, set_rank, set_standing
from noken.organization.services.postings import (
    Acting,
    appoint_acting,
    end_acting,
    move_employee,
    post_employee,
)
from noken.organization.services.proposals import (
    agree_superior,
    decline_superior,
    withdraw_superior,
)
from noken.organization.services.role_proposals import (
    confirm_at_console,
    confirm_role,
    propose_role,
    withdraw_role,
)
from noken.organization.services.roles import end_role, grant_role, review_role
from noken.organization.services.signing import (
    Consent,
    Setting,
    make_way,
    sign_setting,
    withdraw_setting,
)
from noken.organization.services.superiors import (
    clear_superior,
    refresh_lines,
    set_superior,
)
from noken.organization.services.units import (
    NewPosition,
    NewUnit,
    bring_up_to_date,
    close_unit,
    create_position,
    create_unit,
    merge_unit,
    move_unit,
    rename_unit,
)

__all__ = [
    "FIRST",
    "Acting",
    "Choice",
    "Consent",
    "Grant",
    "NewEmployee",
    "NewPosition",
    "NewUnit",
    "Setting",
    "Slip",
    "add_employee",
    "agree_superior",
    "appoint_acting",
    "bring_up_to_date",
    "clear_superior",
    "close_unit",
    "confirm_activation_at_console",
    "confirm_activations",
    "confirm_at_console",
    "confirm_role",
    "create_position",
    "create_unit",
    "decline_superior",
    "end_acting",
    "end_role",
    "grant_role",
    "hire_employee",
    "issue_first_passwords",
    "issue_password",
    "make_way",
    "merge_unit",
    "move_employee",
    "move_unit",
    "post_employee",
    "propose_role",
    "propose_values",
    "refresh_lines",
    "rename_unit",
    "review_role",
    "set_password_at_console",
    "set_rank",
    "set_standing",
    "set_superior",
    "sign_setting",
    "sign_values",
    "withdraw_role",
    "withdraw_setting",
    "withdraw_superior",
    "withdraw_values",
]
