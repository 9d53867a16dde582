"""The figures: what was measured, how it was spread, and what we aim at."""

import json
import platform
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

AT_MOST: Mapping[str, float] = {
    "live_p50_ms_5000": 3,
    "live_p99_ms_5000": 10,
    "live_kb_per_stream": 40,
    "live_broadcast_ms_5000": 200,
    "report_cpu_ms": 5,
    "page_today_cpu_ms": 8,
    "page_today_queries": 10,
    "page_team_cpu_ms": 12,
    "page_team_queries": 12,
    "page_people_cpu_ms": 8,
    "page_sheet_cpu_ms": 12,
    "page_sheet_queries": 15,
    "page_finding_cpu_ms": 12,
    "search_ms_100000": 50,
    "growth_today": 1.2,
    "growth_team": 1.2,
    "first_load_kb": 60,
    "first_load_requests": 10,
    "later_page_kb": 15,
    "import_peak_mb": 1024,
    "device_p99_ms_1000": 1000,
    "recap_cpu_ms": 15,
    "growth_recap": 1.2,
    "open_cycle_s_50000": 20,
    "detect_incremental_s_100000": 2,
    "restart_ready_s": 8,
    "seal_overhead_pct": 5,
}
AT_LEAST: Mapping[str, float] = {
    "report_per_s": 250,
    "report_batch_per_s": 1000,
    "import_rows_per_s": 1700,
    "device_rows_per_s": 20_000,
    "days_per_s": 100_000,
    "detect_days_per_s": 3_000_000,
    "docs_per_s": 28,
    "copied_reports_per_s": 2000,
    "backup_mb_per_s": 20,
    "verify_rows_per_s": 50_000,
}


@dataclass(slots=True)
class Book:
    """The figures of this run, those left out with the reason, and the groups that began."""

    values: dict[str, float] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)
    begun: list[str] = field(default_factory=list)

    def begin(self, prefixes: Sequence[str]) -> None:
        """Figures of earlier runs whose names begin so are forgotten: they are taken anew."""
        self.begun += prefixes

    def take(self, name: str, rounds: Sequence[float], *, places: int = 2) -> None:
        """Keep the median of the rounds and print it with least and most."""
        value = round(statistics.median(rounds), places)
        self.values[name] = value
        spread = f"{min(rounds):.{places}f} to {max(rounds):.{places}f}" if len(rounds) > 1 else ""
        print(
            f"  {name:<26} {value:>12,.{places}f}   {spread:<22} {_judged(name, value)}", flush=True
        )

    def leave_out(self, name: str, why: str) -> None:
        """A figure that could not be taken, or whose check failed: it is not written."""
        self.values.pop(name, None)
        self.left_out[name] = why
        print(f"  {name:<26} left out: {why}", flush=True)

    def write(self, out: Path) -> None:
        """One flat object; figures of groups that did not run stay as they were."""
        earlier = json.loads(out.read_text()) if out.is_file() else {}
        begun = tuple(self.begun)
        kept = {name: value for name, value in earlier.items() if not name.startswith(begun)}
        out.write_text(json.dumps(dict(sorted((kept | self.values).items())), indent=1) + "\n")


def note(name: str, rounds: Sequence[float], unit: str) -> None:
    """Shown beside a figure, never written."""
    print(f"  {'':<4}{name:<40} {statistics.median(rounds):,.2f} {unit}", flush=True)


def versions(postgres: str) -> str:
    """One line: with what the figures were taken."""
    return f"Python {platform.python_version()}, PostgreSQL {postgres}, {platform.machine()}"


def _judged(name: str, value: float) -> str:
    if name in AT_MOST:
        aim = AT_MOST[name]
        return f"aim ≤ {aim:g}" + ("" if value <= aim else "   MISSED")
    if name in AT_LEAST:
        aim = AT_LEAST[name]
        return f"aim ≥ {aim:g}" + ("" if value >= aim else "   MISSED")
    return ""
