"""`noken instansi create`, `keeper`, `confirm`, `activated`: until people can act by themselves."""

import re
from argparse import Namespace
from datetime import timedelta

from django.db import transaction

from noken.audit import services as audit
from noken.calendars import services as calendars
from noken.config import data_files
from noken.config.cli.migrate import MONTHS_AHEAD
from noken.config.cli.people import tenant_of
from noken.config.cli.terms import Mistake, say
from noken.core import clock
from noken.core.actor import Actor, Role, system
from noken.core.errors import Refused
from noken.core.periods import in_force
from noken.core.tenancy import in_tenant
from noken.organization import services as organization
from noken.organization.models import Employee, RoleGrant
from noken.organization.queries.roles import Waiting, proposals
from noken.organization.rules.nip import bare_nip
from noken.tenants import queries as tenants
from noken.tenants import services as tenant_services

SCHEMA = re.compile(r"[a-z][a-z0-9_]{1,47}")
HOST = re.compile(r"(?=.{1,253}$)[a-z0-9-]+(\.[a-z0-9-]+)+")


def create(args: Namespace) -> int:
    """An empty instansi, its journal write-protected, its calendar filled, with the rule cards."""
    schema, domain = args.schema, args.domain.lower()
    _check(schema, args.name, domain)
    today = clock.today()
    tenant_services.create_instansi(schema, args.name.strip(), domain=domain, on=today)
    with in_tenant(schema):
        audit.prepare_months(today.replace(day=1), months=MONTHS_AHEAD)
        calendars.fill_years(by=system(today), at=clock.now())
    data_files.bring(schema)
    say(f"{args.name.strip()} is there: schema {schema}, host name {domain}.")
    say(f'Next: noken instansi keeper NIP "NAME" --tenant {schema}')
    return 0


def keeper(args: Namespace) -> int:
    """The first person of the personnel agency; from then on they propose roles."""
    with in_tenant(tenant_of(args)):
        slip = _first_keeper(args)
    hours = organization.FIRST // timedelta(hours=1)
    say(f"{slip.name} keeps the register of people (role BKPSDM).")
    say(f"Login {slip.login}, one-time password {slip.password}")
    say(f"It is shown this once, holds for {hours} hours and is changed at the first login.")
    return 0


def confirm(args: Namespace) -> int:
    """The second hand for a role that no two holders could give; without a number: list them."""
    by, at = system(clock.today()), clock.now()
    with in_tenant(tenant_of(args)):
        waiting = proposals(by, at)
        if args.number is None:
            for each in waiting:
                say(_line(each))
            say("" if waiting else "No role waits for a second hand.")
            return 0
        try:
            grant = organization.confirm_at_console(args.number, by=by, at=at)
        except Refused as refusal:
            raise Mistake(refusal.message) from refusal
        say(f"{grant.employee.name} holds the role {grant} from {grant.start_on} on.")
    return 0


def activated(args: Namespace) -> int:
    """The second person for an account, while nobody else could confirm who uses it."""
    by, at = system(clock.today()), clock.now()
    with in_tenant(tenant_of(args)):
        person = Employee.objects.filter(account__login=args.login).first()
        if person is None:
            raise Mistake("Nobody here logs in with this NIP.")
        try:
            organization.confirm_activation_at_console(person, by=by, at=at)
        except Refused as refusal:
            raise Mistake(refusal.message) from refusal
        say(f"{person.name} is confirmed to use this account.")
    return 0


def _line(each: Waiting) -> str:
    who = "the console" if each.console else ", ".join(each.seconds) or "another proposal"
    tied = "; ASK THEM: one hand made both their passwords" if each.is_tied else ""
    return (
        f"{each.id}: {each.name}, {each.role}, from {each.start_on}, letter {each.letter}; "
        f"proposed by {each.by}; waits for {who}{tied}"
    )


@transaction.atomic
def _first_keeper(args: Namespace) -> organization.Slip:
    by, at = system(clock.today()), clock.now()
    others = RoleGrant.objects.filter(in_force(by.on), role=Role.PERSONNEL)
    if others.exists():
        raise Mistake(
            "This instansi has somebody in the role BKPSDM already; they propose it for others on "
            "the page of a person. Is their password lost? noken passwd NIP"
        )
    person = Employee.objects.filter(nip=bare_nip(args.nip)).first() or _newcomer(args, by)
    grant = organization.Grant(
        person.pk, Role.PERSONNEL, None, by.on, reason="Pengelola pertama, dicatat di server"
    )
    organization.grant_role(grant, by=by, at=at)
    return organization.issue_password(person.pk, by=by, at=at)


def _newcomer(args: Namespace, by: Actor) -> Employee:
    if not args.name:
        raise Mistake("Nobody here has this NIP yet. Add the name, in quotation marks.")
    new = organization.NewEmployee(args.nip, args.name, args.kind, by.on)
    return organization.add_employee(new, by=by, at=clock.now())


def _check(schema: str, name: str, domain: str) -> None:
    if not SCHEMA.fullmatch(schema) or schema == "public" or schema.startswith("pg_"):
        raise Mistake(
            "SCHEMA is a short name in small letters, digits and _, for example: manokwari"
        )
    if not name.strip():
        raise Mistake('NAME is what papers say, for example: "Pemerintah Kabupaten Manokwari"')
    if not HOST.fullmatch(domain):
        raise Mistake("DOMAIN is a host name without scheme, for example: noken.example.go.id")
    if schema in tenants.schemas():
        raise Mistake(f"There is an instansi {schema} already.")
    if tenants.has_host(domain):
        raise Mistake(f"{domain} leads to another instansi already.")
