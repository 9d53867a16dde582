"""What data files hold reaches every instansi: with each `noken migrate`, and when one is made."""

from noken.core import clock
from noken.core.actor import system
from noken.core.tenancy import in_tenant
from noken.findings import services as findings


def bring(schema: str) -> None:
    """Rows of one instansi as the files have them; twice does nothing."""
    with in_tenant(schema):
        findings.bring_cards(by=system(clock.today()), at=clock.now())
