"""The region's table for PPPK: read by everybody, written by hand or from a file, signed by two."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from noken.core.actor import Role
from noken.core.errors import Refused
from noken.core.http import Request, for_role, show
from noken.core.tables import inbox
from noken.core.tables.unreadable import UnreadableFile
from noken.core.tenancy import current_tenant
from noken.findings import queries, services
from noken.findings.exports.ladder_book import XLSX, ladder_book
from noken.findings.forms.ladder import LadderForm
from noken.findings.gateways.ladder_file import GivenStep, read_ladder
from noken.findings.views.rules import READERS
from noken.ui.signing import SignedSetting

TEMPLATE, BOOK = "findings/ladder.html", "tabel-pppk.xlsx"
NO_FILE = "Pilih berkas Excel dulu."
LADDER = SignedSetting(
    url="findings:ladder",
    template=TEMPLATE,
    page=queries.ladder_page,
    form=LadderForm,
    new=LadderForm.ladder,
    propose=services.propose_ladder,
    sign=services.sign_ladder,
    withdraw=services.withdraw_ladder,
    proposed="Usulan tabel PPPK menunggu dua persetujuan.",
    settled="Tabel PPPK ditetapkan.",
).views(*READERS)


@require_safe
@for_role(Role.PERSONNEL)
def book(request: Request) -> HttpResponse:
    """The table that holds, or an empty one, to be filled in."""
    now = queries.ladder_page(request.actor).now
    answer = HttpResponse(ladder_book(now.table.steps if now else ()), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{BOOK}"'
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@for_role(Role.PERSONNEL)
def read(request: Request) -> HttpResponse:
    """The rows of a file in the form, with what is wrong beside them; nothing is proposed yet."""
    page = queries.ladder_page(request.actor)
    try:
        form = LadderForm.of_file(page, _rows(request))
    except Refused as refusal:
        context = {"page": page, "form": LadderForm(page), "unread": refusal.message}
        return show(request, TEMPLATE, context, status=422)
    context = {"page": page, "form": form, "from_file": True}
    return show(request, TEMPLATE, context, status=422 if form.errors else 200)


def _rows(request: Request) -> list[GivenStep]:
    """Raises Refused: `file.unreadable`, `ladder.no_file`, those of `read_ladder`."""
    upload, tenant = request.FILES.get("berkas"), current_tenant()
    if upload is None:
        raise Refused(NO_FILE, code="ladder.no_file")
    try:
        kept = inbox.receive(tenant, upload.chunks())
    except UnreadableFile as error:
        raise Refused(str(error), code="file.unreadable") from error
    try:
        return read_ladder(inbox.path_of(tenant, kept.name))
    finally:
        inbox.forget(tenant, kept.name)
