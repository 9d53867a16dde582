"""What people do about presence without a machine. Each function is one transaction."""

from noken.checkin.services._evidence import ClaimDraft
from noken.checkin.services.checks import answer_check
from noken.checkin.services.claims import Outcome, file_claims
from noken.checkin.services.entries import (
    Decision,
    EntryDraft,
    enter_presences,
    reject_entries,
    verify_entries,
    withdraw_entry,
)
from noken.checkin.services.kiosk import Welcome, file_on_screen
from noken.checkin.services.patterns import examine_pattern
from noken.checkin.services.phones import (
    decide_phone,
    end_phone,
    register_phone,
    set_personal_code,
)
from noken.checkin.services.places import PlaceDraft, set_place
from noken.checkin.services.screens import (
    Pairing,
    change_key,
    pair_anew,
    pair_screen,
    register_screen,
    revoke_screen,
)
from noken.checkin.services.upkeep import erase_traces

__all__ = [
    "ClaimDraft",
    "Decision",
    "EntryDraft",
    "Outcome",
    "Pairing",
    "PlaceDraft",
    "Welcome",
    "answer_check",
    "change_key",
    "decide_phone",
    "end_phone",
    "enter_presences",
    "erase_traces",
    "examine_pattern",
    "file_claims",
    "file_on_screen",
    "pair_anew",
    "pair_screen",
    "register_phone",
    "register_screen",
    "reject_entries",
    "revoke_screen",
    "set_personal_code",
    "set_place",
    "verify_entries",
    "withdraw_entry",
]
