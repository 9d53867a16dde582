"""Forms of what joins a case before the hearing."""

from typing import Any

from noken.discipline import services
from noken.discipline.forms.fields import IMPACTS, ActForm, BreachForm, line, pick, several, text


class JoinForm(ActForm):
    """More findings of the person; the impact is asked only where one has no ladder."""

    temuan = several("Temuan yang diperiksa bersama")
    uraian = text("Dugaan yang ditambahkan", 3)
    pasal = line("Pasal lain yang diduga dilanggar", required=False)
    dampak = pick("Dampak perbuatan", IMPACTS)

    def known(self, page: Any) -> dict[str, Any]:
        return {"temuan": [pk for pk, _words in page.choices.findings], "dampak": "UNIT"}

    def offer(self, page: Any) -> None:
        self.choose("temuan", page.choices.findings)
        if not page.choices.by_impact:
            del self.fields["dampak"]

    def more(self) -> services.MoreFindings:
        said = self.cleaned_data
        return services.MoreFindings(
            finding_ids=said["temuan"],
            breach=said["uraian"],
            article=said["pasal"],
            impact=said.get("dampak", "UNIT"),
        )


class AccuseForm(BreachForm, ActForm):
    """Another breach, with its source."""

    def more(self) -> services.Breach:
        return services.Breach(**self.breach())
