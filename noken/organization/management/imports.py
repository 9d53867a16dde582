"""`noken import people FILE`: the same import, without a screen. Speaks English to operators."""

import sys
from pathlib import Path

from noken.core import clock
from noken.core.actor import Actor, system
from noken.core.errors import Refused
from noken.core.tables import inbox
from noken.core.tables.unreadable import UnreadableFile
from noken.core.uuid7 import uuid7
from noken.organization.exports.import_errors import write_errors
from noken.organization.models import ImportRun
from noken.organization.queries.import_errors import errors_page
from noken.organization.queries.import_led import Led, led_by
from noken.organization.services import imports

TAKEN, ROWS_LEFT, FAILED = 0, 2, 1
_WORDS = (
    ("NEW", "new"),
    ("CHANGED", "changed"),
    ("UNCHANGED", "unchanged"),
    ("WAITING", "waiting for a decision"),
    ("REFUSED", "refused"),
)


def run(path: Path, preview: bool, errors: Path | None) -> int:  # noqa: FBT001 (called with the flags of the command line)
    """Read a file, say what it changes, and apply it unless `preview`.

    Returns:
        0 when every row counts or stood already; 1 when the file is refused and nothing was
        changed; 2 when rows were refused or wait for a decision.
    """
    by = system(clock.today())
    try:
        checked = _check(path, by)
    except UnreadableFile as unreadable:
        _say(unreadable.message, is_error=True)
        return FAILED
    _say_counts(checked)
    if errors is not None:
        with errors.open("wb") as file:
            file.write(write_errors(errors_page(by, checked.pk).lines))
        _say(f"Refused rows: {errors}")
    if preview:
        imports.discard_run(checked.pk, by=by, at=clock.now())
        _say("Nothing was changed (preview).")
    else:
        imports.confirm_run(checked.pk, "", by=by, at=clock.now())
        try:
            done = imports.apply_run(checked.pk, by=by, at=clock.now())
        except Refused as refusal:
            imports.fail_run(checked.pk, refusal.message, by=by, at=clock.now())
            _say(refusal.message, is_error=True)
            return FAILED
        if done.failure:
            _say(done.failure, is_error=True)
            return FAILED
        _say(f"Applied: {done.counts['APPLIED']} people written.")
    return ROWS_LEFT if checked.counts["REFUSED"] or checked.counts["WAITING"] else TAKEN


def _check(path: Path, by: Actor) -> ImportRun:
    at = clock.now()
    new = imports.NewFile(uuid7(at), path.name, inbox.described(path))
    received = imports.receive_file(new, by=by, at=at)
    imports.begin_reading(received.pk, by=by, at=clock.now())
    try:
        parsed = imports.parse(path)
    except UnreadableFile as unreadable:
        imports.fail_run(received.pk, unreadable.message, by=by, at=clock.now())
        raise
    return imports.stage_file(received.pk, parsed, by=by, at=clock.now())


def _say_counts(checked: ImportRun) -> None:
    layout = {"NATIONAL": "national export", "LOCAL": "local list"}[checked.layout]
    _say(f"{checked.file_name}: {layout}, {sum(checked.counts.values())} rows")
    for code, words in _WORDS:
        _say(f"{checked.counts[code]:>8}  {words}")
    if checked.missing:
        _say(f"{len(checked.missing):>8}  in service here but not in the file (left as they are)")
    if doubts := checked.structure["doubts"]:
        _say(f"{len(doubts):>8}  doubts about units and heads:")
        for doubt in doubts:
            _say(f"          {doubt['text']}")
    _say_led(led_by(checked))
    if left := [name for name, _ in checked.forbidden]:
        _say(f"Columns never stored: {', '.join(left)}")


def _say_led(led: Led) -> None:
    if led.people:
        _say(f"{led.people:>8}  get another direct superior:")
        for leader in led.leaders:
            for sentence in leader.sentences:
                _say(f"          {leader.name}: {sentence}")
    if led.why_not:
        _say(f"Cannot be applied: {led.why_not}", is_error=True)


def _say(text: str, *, is_error: bool = False) -> None:
    stream = sys.stderr if is_error else sys.stdout
    stream.write(f"{text}\n")
