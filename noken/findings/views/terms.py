"""The days and limits of findings: read by everybody, kept by BKPSDM, signed by two people."""

from noken.findings import queries, services
from noken.findings.forms import TermsForm
from noken.findings.views.rules import READERS
from noken.ui.signing import SignedSetting

TERMS = SignedSetting(
    url="findings:terms",
    template="findings/terms.html",
    page=queries.terms_page,
    form=TermsForm,
    new=TermsForm.terms,
    propose=services.propose_terms,
    sign=services.sign_terms,
    withdraw=services.withdraw_terms,
    proposed="Usulan ketentuan menunggu dua persetujuan.",
    settled="Ketentuan ditetapkan.",
).views(*READERS)
