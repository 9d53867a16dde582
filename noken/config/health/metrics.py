"""The same as JSON, and as OpenMetrics text for collectors.

Eleven gauges and one name are too few for a library of its own: the text is written here.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from noken.config.health.verdicts import Figure, Verdict

OPENMETRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8"
HELPS = {
    "noken_build": "What runs.",
    "noken_check_ok": "1 where a check is well, as noken doctor says it.",
    "noken_clock_offset_seconds": "The database's clock against that of the web process.",
    "noken_schemas_behind": "Schemas for which a migration waits.",
    "noken_workers": "Workers that gave a sign of life.",
    "noken_jobs": "Jobs that are due (waiting), lost their worker, or failed after the last try.",
    "noken_job_oldest_seconds": "How long the oldest job that is due waits.",
    "noken_disk_free_bytes": "Free room.",
    "noken_disk_size_bytes": "All room.",
    "noken_backup_age_seconds": "Since the newest whole backup.",
    "noken_backups": "Whole backups that are kept.",
    "noken_drill_age_seconds": "Since the last drill.",
    "noken_drill_good": "1 where the last drill brought a backup back whole.",
    "noken_certificate_left_seconds": "Until the certificate of SITE_URL is over.",
}
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n"})


def as_json(verdicts: Sequence[Verdict]) -> dict[str, Any]:
    return {
        "well": all(verdict.is_well for verdict in verdicts),
        "checks": [
            {
                "check": verdict.key,
                "well": verdict.is_well,
                "says": verdict.says.english,
                "remedy": verdict.remedy.english,
                "figures": [figure._asdict() for figure in verdict.figures],
            }
            for verdict in verdicts
        ],
    }


def as_openmetrics(verdicts: Sequence[Verdict]) -> str:
    """Each name once, its samples together, as the format wants it."""
    states: dict[str, bool] = {}
    for verdict in verdicts:
        states[verdict.key] = states.get(verdict.key, True) and verdict.is_well
    figures = [Figure("noken_check_ok", ok, {"check": key}) for key, ok in states.items()]
    figures += [figure for verdict in verdicts for figure in verdict.figures]
    lines: list[str] = []
    for name, meaning in HELPS.items():
        found = [figure for figure in figures if figure.name == name]
        if found:
            lines += _family(name, meaning, found)
    return "\n".join([*lines, "# EOF", ""])


def _family(name: str, meaning: str, figures: Iterable[Figure]) -> list[str]:
    kind, ending = ("info", "_info") if name == "noken_build" else ("gauge", "")
    head = [f"# TYPE {name} {kind}", f"# HELP {name} {meaning}"]
    return head + [f"{name}{ending}{_labels(each)} {float(each.value)!r}" for each in figures]


def _labels(figure: Figure) -> str:
    pairs = [f'{name}="{value.translate(_ESCAPES)}"' for name, value in figure.labels.items()]
    return f"{{{','.join(pairs)}}}" if pairs else ""
