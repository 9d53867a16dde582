"""`python -m bench.data SIZE ADMIN_URL OUT`: fill the database that the environment names."""

import json
import sys
from pathlib import Path

import django

if __name__ == "__main__":
    django.setup()
    from bench.data.build import build

    size, url, out = sys.argv[1:]
    Path(out).write_text(json.dumps(build(int(size), url)))
