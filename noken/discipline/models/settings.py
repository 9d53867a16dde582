"""What the law leaves open: the days of each step, who may decide, which
medium kinds hold; two people sign each."""

from django.db import models
from django.db.models import Q

from noken.organization.models import SettingProposal, SettingSignature


class TermsProposal(SettingProposal):
    """Workdays of each step. `act_workdays` is ours: after it a step that waits is named."""

    summons_workdays = models.PositiveSmallIntegerField()
    second_workdays = models.PositiveSmallIntegerField()
    deliver_workdays = models.PositiveSmallIntegerField()
    in_force_workday = models.PositiveSmallIntegerField()
    objection_file = models.PositiveSmallIntegerField()
    objection_answer = models.PositiveSmallIntegerField()
    objection_decide = models.PositiveSmallIntegerField()
    appeal_file = models.PositiveSmallIntegerField()
    appeal_answer = models.PositiveSmallIntegerField()
    appeal_decide = models.PositiveSmallIntegerField()
    act_workdays = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="case_terms_in_range",
                condition=Q(
                    summons_workdays__range=(1, 30),
                    second_workdays__range=(1, 30),
                    deliver_workdays__range=(1, 60),
                    in_force_workday__range=(1, 60),
                    objection_file__range=(1, 60),
                    objection_answer__range=(1, 60),
                    objection_decide__range=(1, 120),
                    appeal_file__range=(1, 60),
                    appeal_answer__range=(1, 60),
                    appeal_decide__range=(1, 180),
                    act_workdays__range=(1, 30),
                ),
            ),
            models.CheckConstraint(name="case_terms_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return f"{self.summons_workdays} hari kerja sejak {self.start_on}"


class TermsSignature(SettingSignature):
    proposal = models.ForeignKey(TermsProposal, models.PROTECT, related_name="signatures")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="case_terms_signed_once", fields=["proposal", "signer"]),
        ]


class MediumProposal(SettingProposal):
    """Which medium kinds hold in the region; what law makes of them there is not settled."""

    codes = models.JSONField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="case_medium_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return f"hukuman sedang sejak {self.start_on}"


class MediumSignature(SettingSignature):
    proposal = models.ForeignKey(MediumProposal, models.PROTECT, related_name="signatures")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="case_medium_signed_once", fields=["proposal", "signer"]),
        ]


class MatrixProposal(SettingProposal):
    """Who may decide: `cells` by rank of the person and level give the least rank that decides."""

    cells = models.JSONField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="case_matrix_source", condition=~Q(source="")),
        ]

    def __str__(self) -> str:
        return f"matriks sejak {self.start_on}"


class MatrixSignature(SettingSignature):
    proposal = models.ForeignKey(MatrixProposal, models.PROTECT, related_name="signatures")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="case_matrix_signed_once", fields=["proposal", "signer"]),
        ]
