"""`noken import attlog`."""

from argparse import Namespace
from pathlib import Path

from noken.config.cli.people import tenant_of
from noken.config.cli.terms import Mistake
from noken.core.tenancy import in_tenant
from noken.devices.management import attlog


def import_attlog(args: Namespace) -> int:
    file = Path(args.file)
    if not file.is_file():
        raise Mistake(f"Berkas {file} tidak ada.")
    with in_tenant(tenant_of(args)):
        return int(attlog.run(file, args.device, preview=args.preview, sure=args.sure))
