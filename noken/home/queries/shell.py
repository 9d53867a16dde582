"""The menu around every page: only places that exist, for all roles a person holds."""

from collections.abc import Iterable, Iterator

from noken.core import clock
from noken.core.actor import ROLE_WORDS, Actor, Role
from noken.core.http import url_of
from noken.core.tally import counted
from noken.devices import queries as devices
from noken.findings import queries as findings
from noken.home.queries.counts import WAITS, waiting_tallies
from noken.notices import queries as notices
from noken.oversight import queries as oversight
from noken.ui.formats import initials
from noken.ui.shell import MenuGroup, MenuItem, Shell

# (id, label, icon, name of the address)
Place = tuple[str, str, str, str]

TODAY: Place = ("today", "Hari ini", "sun", "home:today")
WAITING: Place = ("waiting", "Menunggu saya", "inbox", "home:waiting")
MY_PLAN: Place = ("plan", "SKP saya", "target", "planning:mine")
REPORTS: Place = ("reports", "Laporan", "clipboard-check", "work:reports")
DUTIES: Place = ("duties", "Kewajiban melapor", "clipboard-check", "work:duties")
FEEDBACK: Place = ("feedback", "Umpan balik", "message-circle", "work:feedback")
MY_DAYS: Place = ("my_days", "Kehadiran saya", "calendar-days", "attendance:mine")
TEAM_DAYS: Place = ("team_days", "Kehadiran tim", "calendar-days", "attendance:team")
SCHEDULES: Place = ("schedules", "Jadwal kerja", "clock", "attendance:schedules")
RECAP: Place = ("recap", "Rekap kehadiran", "grid-3x3", "attendance:recap")
MY_LEAVE: Place = ("my_leave", "Cuti dan dinas", "footprints", "leave:mine")
TEAM_LEAVE: Place = ("team_leave", "Cuti tim", "footprints", "leave:team")
KEPT_LEAVE: Place = ("kept_leave", "Cuti pegawai", "footprints", "leave:people")
HERE: Place = ("here", "Presensi", "qr-code", "checkin:here")
BY_HAND: Place = ("presences", "Presensi manual", "clipboard-check", "checkin:entries")
OFFICES: Place = ("offices", "Kantor dan layar", "map-pin", "checkin:offices")
PATTERNS: Place = ("patterns", "Pola untuk diperiksa", "scan-search", "checkin:patterns")
MY_OBJECTIONS: Place = ("my_objections", "Keberatan", "scale", "objections:mine")
OBJECTIONS: Place = ("objections", "Keberatan tim", "scale", "objections:cases")
KEPT_OBJECTIONS: Place = ("kept_objections", "Keberatan", "scale", "objections:watch")
MY_FOLLOWUP: Place = ("my_followup", "Riwayat predikat", "history", "followup:mine")
TEAM_FOLLOWUP: Place = ("team_followup", "Perbaikan kinerja", "trending-up", "followup:team")
COACHING: Place = ("coaching", "Pembinaan", "sprout", "coaching:agenda")
MY_COACHING: Place = ("my_coaching", "Pembinaan saya", "sprout", "coaching:mine")
KEPT_FOLLOWUP: Place = ("kept_followup", "Tindak lanjut", "sprout", "followup:desk")
MY_FINDINGS: Place = ("my_findings", "Temuan saya", "search", "findings:mine")
TEAM_FINDINGS: Place = ("team_findings", "Temuan disiplin", "search", "findings:team")
RULES: Place = ("rules", "Aturan", "book-open-text", "findings:cards")
CASES: Place = ("cases", "Perkara disiplin", "scale", "discipline:cases")
MY_CASES: Place = ("my_case", "Perkara saya", "scale", "discipline:mine")
KEPT_FINDINGS: Place = ("kept_findings", "Temuan", "search", "findings:all")
TEAM: Place = ("team", "Tim langsung", "users", "home:team")
MATRIX: Place = ("matrix", "Matriks peran", "grid-3x3", "planning:matrix")
MY_SHEETS: Place = ("own_evaluation", "Evaluasi saya", "grid-3x3", "evaluation:mine")
POSITION: Place = ("position", "Posisi evaluasi", "hourglass", "evaluation:position")
PERIODS: Place = ("periods", "Periode evaluasi", "calendar-days", "evaluation:periods")
TEAM_SHEETS: Place = ("evaluation", "Evaluasi", "grid-3x3", "evaluation:team")
UNIT_RATINGS: Place = ("unit_ratings", "Capaian unit", "target", "evaluation:unit_ratings")
SPREAD: Place = ("spread", "Sebaran predikat", "chart-column", "evaluation:spread")
TEAM_PLANS: Place = ("team_plans", "SKP tim", "messages-square", "planning:awaiting")
QUEUE: Place = ("queue", "Antrean", "inbox", "home:queue")
PEOPLE: Place = ("people", "Pegawai dan jabatan", "users", "organization:people")
REHEARSAL: Place = ("rehearsal", "Siapa atasan saya", "network", "organization:rehearsal")
IMPORTS: Place = ("imports", "Impor pegawai", "upload", "organization:imports")
DEVICES: Place = ("devices", "Mesin presensi", "fingerprint-pattern", "devices:health")
DESK: Place = ("desk", "Meja Inspektorat", "scale", "oversight:desk")
TRAIL: Place = ("trail", "Jejak jurnal", "history", "oversight:trail")
DRAWS: Place = ("draws", "Undian sampel", "scan-search", "oversight:draws")
OVERVIEW: Place = ("overview", "Ikhtisar", "chart-column", "home:overview")
SETTINGS: Place = ("settings", "Setelan", "sliders-horizontal", "organization:settings")
ROLES: Place = ("roles", "Pemegang peran", "key-round", "organization:roles")
ACCOUNT: Place = ("account", "Saya", "user-round", "home:account")
REPORT_NOW: Place = ("report_now", "Lapor", "plus", "home:today")

KEEPING = (
    QUEUE,
    PEOPLE,
    REHEARSAL,
    IMPORTS,
    DEVICES,
    OFFICES,
    BY_HAND,
    KEPT_LEAVE,
    KEPT_FOLLOWUP,
    SCHEDULES,
    RECAP,
    PERIODS,
    SPREAD,
)
GROUPS: tuple[tuple[Role, str, tuple[Place, ...]], ...] = (
    (Role.LEADER, "Pimpinan", (OVERVIEW, RECAP, SPREAD, CASES, DUTIES, ROLES, SETTINGS)),
    (
        Role.INSPECTORATE,
        "Inspektorat",
        (DESK, TRAIL, DRAWS, KEPT_FINDINGS, DEVICES, PATTERNS, SPREAD, KEPT_OBJECTIONS, ROLES),
    ),
    (
        Role.PERSONNEL,
        "Kepegawaian",
        (
            *(*KEEPING, DUTIES, UNIT_RATINGS, PATTERNS, KEPT_FINDINGS, CASES, KEPT_OBJECTIONS),
            *(ROLES, SETTINGS),
        ),
    ),
    (Role.ADMIN_OPD, "Kepegawaian", KEEPING),
    (
        Role.SUPERIOR,
        "Tim",
        (
            *(TEAM, TEAM_DAYS, TEAM_LEAVE, TEAM_PLANS, MATRIX, TEAM_SHEETS, COACHING),
            *(TEAM_FOLLOWUP, TEAM_FINDINGS, CASES, UNIT_RATINGS, SPREAD, BY_HAND, OBJECTIONS),
        ),
    ),
    (
        Role.SELF,
        "Saya",
        (
            *(TODAY, MY_PLAN, REPORTS, FEEDBACK, HERE, MY_DAYS, MY_LEAVE, MY_SHEETS, POSITION),
            *(MY_COACHING, MY_FOLLOWUP, MY_FINDINGS, MY_CASES, MY_OBJECTIONS, RULES),
        ),
    ),
)
# Events after which a count is another. `TOLD` also make a notice; on the board the live pieces
# bring the counts of the others along.
TOLD = (
    "ReportApproved ReportReturned ReviewReopened FeedbackGiven FeedbackAnswered PlanSubmitted"
    " PlanWithdrawn PlanApproved PlanReturned PlanReopened CorrectionFiled CorrectionAsked"
    " CorrectionAnswered CorrectionAccepted CorrectionRefused LeaveRequested LeaveAdvised"
    " LeaveReturned LeaveRefused LeaveApproved LeaveShortened LeaveCancelled DutyOrdered"
    " DutyShortened DutyCancelled DialogueNoteAdded ProposalAnswered ExpectationsWritten"
    " ObjectionFiled ObjectionRerated ObjectionAssigned ObjectionTaken ObjectionAnswered"
    " ObjectionAdded ObjectionHeard ObjectionDecided ObjectionWithdrawn ImprovementProposed"
    " ImprovementAnswered ImprovementStarted ImprovementTested RetestAnswered ImprovementDecided"
    " ImprovementStopped"
    " CoachingNoted CoachingAnswered AwardProposed AwardDecided CellsSent CellTaken CellDiscussed"
    " FilePlanSent FilePlanTaken FilePlanDeclined SelfAssessed PartClosed ResultPublished"
    " ResultReopened ResultChanged PersonExcused PersonIncluded GradeConfirmed UnitRated"
    " CalibrationAnnounced CalibrationCancelled DialogueNotesRead AwardWithdrawn CellCleared"
    " FilePlanDropped ResultReceived FindingRaised FindingNear FindingDelivered ReplyGiven"
    " ReplyTakenBack ReplyLapsed ProofLapsed FindingSettled FindingCleared DeadlineMoved"
    " TalkAsked TalkArranged TalkShared TalkOffered TalkReopened TalkAgreed TalkChecked TalkWeighed"
    " TalkEnded LevelRelaxed LevelTightened LevelEnded CaseOpened BreachAnswered TeamNamed"
    " Summoned DutyReleased CaseHeard SummonsMissed CaseReported DecisionDrafted DraftReturned"
    " CaseDecided DecisionDelivered AppealFiled AppealAnswered AppealSettled DecisionTookForce"
    " SanctionServed CaseDropped CaseGuided BreachDelivered SummonsDelivered EntryMade"
    " EntryWithdrawn CaseDeadlineMoved RulingMoved RulingNear DecisionCalled ExcuseStated"
    " ExcuseDeclined CasePassedOn RealisationStated RealisationAgreed RealisationAsked"
)
MOVES = (
    "ReportFiled ReportCorrected ReportWithdrawn FeedbackRead CorrectionWithdrawn"
    " EntryVerified EntryRejected PresenceAsked PresenceAnswered LeaveWithdrawn"
)
# The same places under the narrow tabs of the phone.
WAITING_TAB: Place = ("waiting", "Menunggu", "inbox", "home:waiting")
TEAM_TAB: Place = ("team", "Tim", "users", "home:team")
PEOPLE_TAB: Place = ("people", "Pegawai", "users", "organization:people")
IMPORTS_TAB: Place = ("imports", "Impor", "upload", "organization:imports")
DESK_TAB: Place = ("desk", "Meja", "scale", "oversight:desk")
# Five places on the phone; the third is the role's main act. The widest role decides, as for home.
TABS: tuple[tuple[Role, tuple[Place, ...]], ...] = (
    (Role.LEADER, (OVERVIEW, WAITING_TAB, REPORT_NOW, MY_PLAN, ACCOUNT)),
    (Role.INSPECTORATE, (DESK_TAB, TODAY, REPORT_NOW, MY_PLAN, ACCOUNT)),
    (Role.PERSONNEL, (QUEUE, PEOPLE_TAB, IMPORTS_TAB, TODAY, ACCOUNT)),
    (Role.ADMIN_OPD, (QUEUE, PEOPLE_TAB, IMPORTS_TAB, TODAY, ACCOUNT)),
    (Role.SUPERIOR, (WAITING_TAB, TEAM_TAB, REPORT_NOW, MY_PLAN, ACCOUNT)),
    (Role.SELF, (TODAY, MY_PLAN, REPORT_NOW, REPORTS, ACCOUNT)),
)
HOMES: tuple[tuple[Role, str], ...] = (
    (Role.LEADER, "home:overview"),
    (Role.INSPECTORATE, "oversight:desk"),
    (Role.PERSONNEL, "home:queue"),
    (Role.ADMIN_OPD, "home:queue"),
    (Role.SUPERIOR, "home:team"),
    (Role.SELF, "home:today"),
)


def home_of(actor: Actor) -> str:
    """The address a person starts at, by the widest role they hold."""
    name = next((name for role, name in HOMES if role in actor.roles), "account_login")
    return url_of(name)


def shell_for(actor: Actor, path: str) -> Shell | None:
    """The frame of a page, or None for visitors. One statement, whatever the roles."""
    if actor.user_id is None:
        return None
    counts, current = _counts(actor), _current(actor, path)
    return Shell(
        user_name=actor.name,
        user_post=actor.post,
        initials=initials(actor.name),
        groups=tuple(_groups(actor, current, counts)),
        tabs=tuple(_items(_tabs(actor), current, counts)),
        role_label=_role_label(actor),
        is_withheld=bool(actor.withheld),
        unread=counts.get("notices", 0),
        live_since=actor.live_since,
        home_url=home_of(actor),
        account_url=url_of("home:account"),
        notices_url=url_of("home:notices"),
        bell_url=url_of("home:counts"),
        bell_kinds=TOLD if path == url_of("home:team") else f"{TOLD} {MOVES}",
        logout_url=url_of("account_logout"),
    )


def _counts(actor: Actor) -> dict[str, int]:
    """How many things wait in each place of the menu, from all areas in one statement."""
    if actor.employee_id is None:
        return {}
    at = clock.now()
    counts = counted(
        (
            notices.unread_tally(actor.employee_id, at),
            *waiting_tallies(actor),
            devices.waiting_tally(actor),
            *findings.rules_tally(actor),
            oversight.waiting_tally(actor),
        )
    )
    counts["waiting"] = sum(counts[part] for part in WAITS)
    return counts


def _current(actor: Actor, path: str) -> str:
    """The name of the place a page belongs to: the longest address it lies under.

    A page opened as somebody's superior is not one's own, so it marks none of one's own places.
    """
    found = ("", "")
    for role, _, places in GROUPS:
        foreign = role is Role.SELF and actor.role is not Role.SELF
        for name, _, _, address in () if foreign else places:
            url = url_of(address)
            if path.startswith(url) and len(url) > len(found[0]):
                found = (url, name)
    alone = {url_of(address): name for name, _, _, address in (WAITING, ACCOUNT)}
    return alone.get(path, found[1])


def _groups(actor: Actor, current: str, counts: dict[str, int]) -> Iterator[MenuGroup]:
    hidden = set() if counts.get("has_case") else {MY_CASES}
    if len(actor.roles) == 1:
        own = next(places for role, _, places in GROUPS if role is Role.SELF)
        own = tuple(place for place in own if place not in hidden)
        yield MenuGroup("", tuple(_items((own[0], WAITING, *own[1:]), current, counts)))
        return
    shown: set[Place] = {WAITING, *hidden}
    yield MenuGroup("", tuple(_items((WAITING,), current, counts)))
    for role, title, places in GROUPS:
        fresh = [place for place in places if place not in shown]
        if role in actor.roles and fresh:
            shown.update(fresh)
            yield MenuGroup(title, tuple(_items(fresh, current, counts)))


def _items(places: Iterable[Place], current: str, counts: dict[str, int]) -> Iterator[MenuItem]:
    for name, label, icon, address in places:
        yield MenuItem(label, icon, url_of(address), name == current, counts.get(name), name)


def _tabs(actor: Actor) -> tuple[Place, ...]:
    return next((tabs for role, tabs in TABS if role in actor.roles), (TODAY, ACCOUNT))


def _role_label(actor: Actor) -> str:
    if actor.role in {Role.SELF, Role.ANONYMOUS}:
        return ""
    return f"Anda membuka halaman ini sebagai {ROLE_WORDS[actor.role]}"
