"""The two settings that everybody may read: days of each step, and who may decide."""

from noken.core.actor import Role
from noken.discipline import queries, services
from noken.discipline.forms.opening import MatrixForm, TermsForm
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
