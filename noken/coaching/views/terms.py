"""The values of coaching and supervision: everybody reads, BKPSDM proposes, two sign."""

from noken.coaching import queries, services
from noken.coaching.access import EVERYBODY
from noken.coaching.forms import TermsForm
from noken.core.actor import Role
from noken.ui.signing import SignedSetting

TERMS = SignedSetting(
    url="coaching:terms",
    template="coaching/terms.html",
    page=queries.terms_page,
    form=TermsForm,
    new=TermsForm.new,
    propose=services.propose_terms,
    sign=services.sign_terms,
    withdraw=services.withdraw_terms,
    proposed="Usulan menunggu dua persetujuan.",
    settled="Ketentuan ditetapkan.",
).views(Role.PERSONNEL, Role.LEADER, *EVERYBODY)
