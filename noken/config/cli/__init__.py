"""The command `noken`: one door for operators. `noken --help` lists what it does.

A command names the module that does the work; it is imported only after the environment is read,
the database runs and Django is set up, as far as the command asks for these.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

import django

from noken.config import database, env
from noken.config.cli.terms import Mistake, complain
from noken.core.database import DatabaseError
from noken.core.errors import Refused

INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit code. A mistake is one line that names the remedy, no traceback."""
    args = build_parser().parse_args(argv)
    try:
        return _run(args)
    except (env.EnvironmentMistake, DatabaseError, Mistake, Refused) as error:
        complain(str(error))
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(args: argparse.Namespace) -> int:
    env.load_file(env.ROOT / ".env")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "noken.config.settings.production")
    if args.process:
        database.choose_process(args.process)
        database.start()
    if args.django:
        django.setup()
    module, function = args.runs.split(":")
    return int(getattr(import_module(module), function)(args))


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="noken", description="Runs and keeps noken.")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    _database_commands(commands)
    _serving_commands(commands)
    _instansi_commands(commands)
    _people_commands(commands)
    _audit_commands(commands)
    return parser


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    name: str,
    says: str,
    runs: str,
    *,
    process: str = "",
) -> argparse.ArgumentParser:
    """A command; with `process` it needs the database, and Django unless it only hands over."""
    parser = commands.add_parser(name, help=says, description=says)
    parser.set_defaults(runs=f"noken.config.{runs}", process=process, django=bool(process))
    return parser


def _database_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    db = commands.add_parser("db", help="The embedded PostgreSQL server; backups.")
    verbs = db.add_subparsers(metavar="VERB", required=True)
    _command(verbs, "start", "Start the embedded server and return.", "cli.database:start")
    _command(verbs, "stop", "Stop it.", "cli.database:stop")
    _command(verbs, "status", "Say whether it runs, and where.", "cli.database:status")
    _backup_commands(verbs)
    _command(
        commands, "migrate", "Bring all schemas up to date.", "cli.migrate:migrate", process="owner"
    )
    demo = _command(
        commands, "demo", "Load the fictional sample regency.", "cli.prepare:demo", process="owner"
    )
    demo.add_argument("--size", choices=("small", "full"), default="full")
    prepare = _command(
        commands,
        "prepare",
        "Migrate and collect static files.",
        "cli.prepare:prepare",
        process="owner",
    )
    prepare.add_argument(
        "--sample", action="store_true", help="load the fictional sample into an empty database"
    )
    _command(commands, "doctor", "Say what is broken and what to do.", "doctor:run")


def _backup_commands(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    backup = _command(
        verbs, "backup", "Back up database, files and keys, and read it back.", "cli.backups:backup"
    )
    backup.add_argument("--rotate", action="store_true", help="remove old ones afterwards")
    restore = _command(
        verbs, "restore", "Bring a backup back where nothing is yet.", "cli.backups:restore"
    )
    restore.add_argument("--without-keys", action="store_true", help="when they are lost")
    drill = _command(
        verbs, "drill", "Restore beside all, compare, time it, remove it.", "cli.backups:drill"
    )
    for parser in (backup, restore, drill):
        parser.add_argument("folder", metavar="DIR", nargs="?", help="instead of BACKUP_DIR")
        parser.add_argument("--keys", metavar="FOLDER", help="where the keys lie apart")
    for parser in (restore, drill):
        parser.add_argument("--into", metavar="EMPTY", help="an empty folder as run directory")


def _serving_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    run = _command(commands, "run", "Start all of it here; Ctrl-C stops all of it.", "cli.run:run")
    serve = _command(
        commands, "serve", "Serve pages and streams.", "cli.serve:serve", process="web"
    )
    serve.set_defaults(django=False)
    for parser in (run, serve):
        parser.add_argument("--port", type=int, help="instead of PORT (8000)")
    serve.add_argument("--processes", type=int, help="instead of WEB_PROCESSES (1)")
    _command(commands, "worker", "Work through the jobs.", "cli.worker:worker", process="worker")
    jobs = commands.add_parser("jobs", help="Jobs that failed after their last try.")
    verbs = jobs.add_subparsers(metavar="VERB", required=True)
    _command(verbs, "list", "List them.", "cli.jobs:listed", process="worker")
    _command(verbs, "retry", "Run them again.", "cli.jobs:retry", process="worker")


def _instansi_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    instansi = commands.add_parser("instansi", help="Government bodies that noken serves.")
    verbs = instansi.add_subparsers(metavar="VERB", required=True)
    create = _command(
        verbs, "create", "Make an empty instansi.", "cli.instansi:create", process="owner"
    )
    create.add_argument("schema", metavar="SCHEMA", help="short name, for example manokwari")
    create.add_argument("name", metavar="NAME", help="as papers say it")
    create.add_argument("domain", metavar="DOMAIN", help="host name under which it is reached")
    keeper = _command(
        verbs,
        "keeper",
        "Give the role BKPSDM to the first person, with a one-time password.",
        "cli.instansi:keeper",
        process="worker",
    )
    confirm = _command(
        verbs,
        "confirm",
        "Be the second hand for a role, while no two people could give it.",
        "cli.instansi:confirm",
        process="worker",
    )
    confirm.add_argument("number", metavar="NUMBER", nargs="?", type=int, help="none: list them")
    confirm.add_argument("--tenant", metavar="SCHEMA", help="when there is more than one")
    activated = _command(
        verbs,
        "activated",
        "Confirm who uses an account, while no other person could.",
        "cli.instansi:activated",
        process="worker",
    )
    activated.add_argument("login", metavar="NIP")
    activated.add_argument("--tenant", metavar="SCHEMA", help="when there is more than one")
    keeper.add_argument("nip", metavar="NIP")
    keeper.add_argument("name", metavar="NAME", nargs="?", help="without titles, when not imported")
    keeper.add_argument("--kind", choices=("PNS", "PPPK"), default="PNS")
    keeper.add_argument("--tenant", metavar="SCHEMA", help="when there is more than one")


def _people_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    imports = commands.add_parser("import", help="Take in files.")
    kinds = imports.add_subparsers(metavar="KIND", required=True)
    people = _command(
        kinds,
        "people",
        "Take in a personnel file (Excel or CSV).",
        "cli.people:import_people",
        process="worker",
    )
    people.add_argument("file", metavar="FILE")
    people.add_argument("--preview", action="store_true", help="show the verdicts, change nothing")
    people.add_argument("--errors", metavar="OUT", help="write the refused rows to this file")
    attlog = _command(
        kinds,
        "attlog",
        "Take in the attlog.dat of an attendance machine.",
        "cli.attlog:import_attlog",
        process="worker",
    )
    attlog.add_argument("file", metavar="FILE")
    attlog.add_argument("--device", metavar="NAME", required=True, help="name or serial")
    attlog.add_argument("--preview", action="store_true", help="say the verdicts, change nothing")
    attlog.add_argument(
        "--sure", action="store_true", help="take it in though signs speak against the machine"
    )
    passwd = _command(
        commands, "passwd", "Give a person a new password.", "cli.people:passwd", process="worker"
    )
    passwd.add_argument("nip", metavar="NIP")
    for parser in (people, attlog, passwd):
        parser.add_argument("--tenant", metavar="SCHEMA", help="when there is more than one")


def _audit_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    keys = commands.add_parser("key", help="The key that signs receipts.")
    rotate = _command(
        keys.add_subparsers(metavar="VERB", required=True),
        "rotate",
        "Sign with a new key from now on; two people of BKPSDM consent with their passwords.",
        "cli.keys:rotate",
        process="worker",
    )
    rotate.add_argument("--reason", required=True, help="why, for the journal")
    rotate.add_argument("--tenant", metavar="SCHEMA", help="when there is more than one")
    audit = commands.add_parser("audit", help="The journal and its seals.")
    verbs = audit.add_subparsers(metavar="VERB", required=True)
    whole = "1 when something is not as it was."
    for verb, says in (
        ("verify", f"Compare all that is sealed with its seals; {whole}"),
        ("seal", "Seal what came in since the last seal."),
    ):
        _command(verbs, verb, says, f"cli.audit:{verb}", process="worker")
    export = _command(
        verbs, "export", "Write all that is sealed to a file.", "cli.audit:export", process="worker"
    )
    export.add_argument("file", metavar="FILE")
    export.add_argument("--tenant", metavar="SCHEMA", help="when there is more than one")
    copy = _command(
        verbs, "verify-copy", f"Check such a file, without any server; {whole}", "cli.audit:copy"
    )
    copy.set_defaults(django=True)
    copy.add_argument("file", metavar="FILE")
    witness = _command(
        verbs,
        "witness",
        "Say whether the chain extends heads that witnesses kept; 1 when one disagrees.",
        "cli.witness:witness",
        process="worker",
    )
    witness.add_argument("files", metavar="FILE", nargs="+", help="a kept head")


if __name__ == "__main__":
    sys.exit(main())
