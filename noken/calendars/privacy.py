"""What the calendar holds about people: only who recorded an outage."""

from noken.core.privacy import DataClass, Entry

ENTRIES = {
    "Disruption.recorded_by_id": Entry(
        DataClass.INTERNAL,
        "Siapa yang mencatat gangguan.",
        "Dicatat sistem.",
        "5 tahun, jejak akses",
        "recorded_by_id",
    ),
}

NOT_PERSONAL = {
    *(f"Holiday.{name}" for name in ("id", "day", "name", "kind", "unit", "confirmed", "source")),
    *(
        f"Disruption.{name}"
        for name in (
            *("id", "start_at", "end_at", "unit", "only_presence", "site_id"),
            *("what", "proof", "recorded_at"),
        )
    ),
    "Pulse.id",
    "Pulse.beat_at",
}
