"""`python -m noken …` is the same as `noken …`."""

import sys

try:
    from noken.config.cli import main
except ModuleNotFoundError as error:
    sys.exit(f"noken: the package {error.name} is missing from {sys.prefix}. Run: make setup")

sys.exit(main())
