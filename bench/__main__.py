"""`make bench`, or `ONLY=live,page make bench` for some groups."""

import os
import sys
import traceback
from importlib import import_module

from bench import database, place
from bench.figures import Book, versions

GROUPS = {
    "page": ("page_today_", "page_team_", "page_people_"),
    "search": ("search_",),
    "growth": ("growth_today", "growth_team"),
    "load": ("first_load_", "later_page_"),
    "report": ("report_",),
    "live": ("live_",),
    "imports": ("import_",),
    "device": ("device_",),
    "days": ("days_",),
    "docs": ("docs_",),
    "recap": ("recap_", "growth_recap"),
    "cycle": ("open_cycle_",),
    "sheet": ("page_sheet_",),
    "copied": ("copied_",),
    "detect": ("detect_", "page_finding_"),
    "backup": ("backup_",),
    "restart": ("restart_",),
    "seal": ("seal_", "verify_"),
}
"""Each group with how the names of its figures begin."""


def main() -> int:
    """Run the groups; 0 whatever the values are, 2 for a group that does not exist."""
    wanted = [name.strip() for name in os.environ.get("ONLY", "").split(",") if name.strip()]
    wanted = ["imports" if name == "import" else name for name in wanted]
    if unknown := set(wanted) - set(GROUPS):
        print(f"No group {', '.join(sorted(unknown))}. There are: {', '.join(GROUPS)}.")
        return 2
    book = Book()
    with database.server():
        with database.admin("postgres") as connection:
            version = str(connection.execute("show server_version").fetchall()[0][0])
        print(versions(version), flush=True)
        for name in wanted or GROUPS:
            _run(name, book)
    print(f"Written to {place.OUT}")
    return 0


def _run(name: str, book: Book) -> None:
    print(f"\n{name}", flush=True)
    book.begin(GROUPS[name])
    try:
        import_module(f"bench.groups.{name}").measure(book)
    except Exception:  # noqa: BLE001 (one group that fails does not take the others along)
        traceback.print_exc()
        print(f"  group {name} broke off: its remaining figures are left out", flush=True)
    book.write(place.OUT)


if __name__ == "__main__":
    sys.exit(main())
