#!/usr/bin/env python
"""Django's commands for work on noken itself; operators use `noken` (noken/config/cli)."""

import os
import sys

from django.core.management import execute_from_command_line

from noken.config import database, env

OWNER_COMMANDS = {"migrate", "migrate_schemas", "flush", "sqlflush", "test", "dbshell"}


def main() -> None:
    env.load_file(env.ROOT / ".env")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "noken.config.settings.dev")
    if OWNER_COMMANDS & set(sys.argv[1:2]):
        database.choose_process("owner")
    database.start()
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
