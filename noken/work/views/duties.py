"""Who owes a report: read by everybody, proposed by BKPSDM, signed by two people."""

from noken.core.actor import Role
from noken.ui.signing import SignedSetting
from noken.work import queries, services
from noken.work.forms import DutyForm

DUTIES = SignedSetting(
    url="work:duties",
    template="work/duties.html",
    page=queries.duties_page,
    form=DutyForm,
    new=DutyForm.duty,
    propose=services.propose_duty,
    sign=services.sign_duty,
    withdraw=services.withdraw_duty,
    proposed="Usulan kewajiban menunggu dua persetujuan.",
    settled="Kewajiban melapor ditetapkan.",
).views(Role.PERSONNEL, Role.LEADER, Role.SELF)
