"""`python -m bench.data SIZE ADMIN_URL OUT`: fill the database that the environment names.

`python -m bench.data workbook ROWS FILE OUT` writes a personnel list instead; OUT then says how
many of its people must be stored.
"""

import json
import sys
from pathlib import Path

import django

if __name__ == "__main__":
    django.setup()
    from bench.data import workbook
    from bench.data.build import build

    match sys.argv[1:]:
        case ["workbook", rows, file, out]:
            Path(out).write_text(json.dumps(workbook.write(Path(file), int(rows))))
        case [size, url, out]:
            Path(out).write_text(json.dumps(build(int(size), url)))
