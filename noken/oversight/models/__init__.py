"""Everything oversight stores."""

from noken.oversight.models.draws import Draw, DrawMember
from noken.oversight.models.heads import Handing, SignedHead
from noken.oversight.models.reminders import Reminder

__all__ = ["Draw", "DrawMember", "Handing", "Reminder", "SignedHead"]
