"""The settings everybody may read: days of each step, who may decide, which medium kinds hold."""

from noken.core.actor import Role
from noken.discipline import queries, services
from noken.discipline.forms.opening import MatrixForm, MediumForm, TermsForm
from noken.ui.signing import SignedSetting

READERS = (Role.PERSONNEL, Role.LEADER, Role.SELF)

TERMS = SignedSetting(
    url="discipline:terms",
    template="discipline/terms.html",
    page=queries.terms_page,
    form=TermsForm,
    new=TermsForm.terms,
    propose=services.propose_terms,
    sign=services.sign_terms,
    withdraw=services.withdraw_terms,
    proposed="Usulan hari kerja menunggu dua persetujuan.",
    settled="Hari kerja setiap langkah ditetapkan.",
).views(*READERS)

MEDIUM = SignedSetting(
    url="discipline:medium",
    template="discipline/medium.html",
    page=queries.medium_page,
    form=MediumForm,
    new=MediumForm.medium,
    propose=services.propose_medium,
    sign=services.sign_medium,
    withdraw=services.withdraw_medium,
    proposed="Usulan hukuman sedang menunggu dua persetujuan.",
    settled="Jenis hukuman sedang yang berlaku ditetapkan.",
).views(*READERS)

MATRIX = SignedSetting(
    url="discipline:matrix",
    template="discipline/matrix.html",
    page=queries.matrix_page,
    form=MatrixForm,
    new=MatrixForm.matrix,
    propose=services.propose_matrix,
    sign=services.sign_matrix,
    withdraw=services.withdraw_matrix,
    proposed="Usulan matriks menunggu dua persetujuan.",
    settled="Matriks pejabat yang berwenang ditetapkan.",
).views(*READERS)
