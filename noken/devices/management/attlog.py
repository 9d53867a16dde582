"""`noken import attlog FILE --device NAME`: a machine's file without a screen, in Indonesian."""

import sys
from difflib import get_close_matches
from pathlib import Path

from noken.core import clock
from noken.core.actor import Actor, system
from noken.core.errors import Refused
from noken.core.tables import inbox
from noken.core.uuid7 import uuid7
from noken.devices.models import Upload
from noken.devices.queries.sources import MACHINE, Source, sources
from noken.devices.queries.words import REASONS, sign_words
from noken.devices.services import files
from noken.ui.formats import number

TAKEN, LINES_LEFT, FAILED = 0, 2, 1
MOST_NAMED = 5


def run(path: Path, device: str, *, preview: bool, sure: bool = False) -> int:
    """Read a file, say what it changes, and take it in unless `preview`. Where signs speak against
    the machine it is taken only if `sure`.

    Returns:
        0 when every line counts or stood already; 1 when the file or the machine is refused and
        nothing was changed; 2 when lines were held in quarantine.
    """
    by, at = system(clock.today()), clock.now()
    origin = _named(device, by)
    if origin is None:
        return FAILED
    try:
        found = files.preview_on_disk(path, Upload.Kind.ATTLOG, origin, at)
        _say_counts(path.name, origin, found)
        if preview:
            _say("Pratinjau saja: tidak ada yang berubah.")
        elif not found.changes:
            _say("Semua baris sudah ada. Tidak ada yang perlu dimuat.")
        elif found.signs and not sure:
            _say("Belum dimuat. Bila mesinnya memang benar, ulangi dengan --sure.", is_error=True)
            return FAILED
        else:
            new = files.NewFile(uuid7(at), path.name, Upload.Kind.ATTLOG, inbox.described(path))
            files.take_from_disk(path, new, origin.id, by=by, at=at)
            _say(f"Dimuat: {number(found.new)} rekaman baru, {number(found.held)} baris ditahan.")
    except Refused as refusal:
        _say(refusal.message, is_error=True)
        return FAILED
    return LINES_LEFT if found.held else TAKEN


def _named(device: str, by: Actor) -> Source | None:
    """The machine with this name or serial; where two share a name, with "place, name"."""
    names: dict[str, list[Source]] = {}
    for each in sources(by, MACHINE):
        for name in {each.name, each.full_title, each.title, each.serial} - {""}:
            names.setdefault(name.casefold(), []).append(each)
    found = names.get(device.strip().casefold(), [])
    if len(found) == 1:
        return found[0]
    if found:
        places = ", ".join(f"“{each.full_title}”" for each in found[:MOST_NAMED])
        rest = len(found) - MOST_NAMED
        more = f", dan {number(rest)} lainnya" if rest > 0 else ""
        _say(f"Ada {len(found)} mesin bernama “{device}”. Sebutkan: {places}{more}.", is_error=True)
        return None
    near = get_close_matches(device.casefold(), names, n=3, cutoff=0.5)
    hint = ", ".join(f"“{names[name][0].full_title}”" for name in near)
    _say(
        f"Tidak ada mesin “{device}”. "
        + (f"Maksud Anda {hint}?" if hint else "Daftarkan dulu di halaman Mesin presensi."),
        is_error=True,
    )
    return None


def _say_counts(name: str, origin: Source, found: files.Preview) -> None:
    _say(f"{name} untuk {origin.full_title}, {number(found.lines)} baris")
    _say(f"{number(found.new):>10}  rekaman baru")
    _say(f"{number(found.known):>10}  sudah ada")
    for reason, count in sorted(found.unread.items()):
        _say(f"{number(count):>10}  ditahan: {REASONS[reason].lower()}")
    if found.held_before:
        _say(f"{number(found.held_before):>10}  sudah pernah ditahan")
    _say(f"{number(found.pins):>10}  PIN, {number(found.unknown_pins)} belum dikenal")
    for line, text, reason in found.shown[:10]:
        _say(f"      baris {number(line)}: {REASONS[reason].lower()}: {text}")
    if found.shift_days:
        _say(f"      Tanggalnya maju {number(found.shift_days)} hari. Tinjau di halaman Karantina.")
    if found.unsent:
        _say(
            f"      {number(found.unsent)} rekaman tidak pernah dikirim mesin lewat jaringan. "
            "Periksa sambungan mesin itu."
        )
    for sign in sign_words(found.as_kept()):
        _say(f"      {sign}")
    for twin, count in found.twins.items():
        _say(f"      {number(count)} baris sama dengan milik {twin}. Benarkah mesinnya?")


def _say(text: str, *, is_error: bool = False) -> None:
    (sys.stderr if is_error else sys.stdout).write(f"{text}\n")
