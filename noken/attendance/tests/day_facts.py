"""Facts of days for tests: shapes as people have them, and strategies for all others."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from noken.attendance.rules.day import Away, Facts, Outage
from noken.attendance.rules.working_time import Hours, Shape, laid_out, working

PLAIN = laid_out([working(Hours(450, 960, 450, 960, 450, 720, 60), "Lima hari kerja")])[0]
FRIDAY = laid_out([working(Hours(450, 990, 450, 990, 450, 690, 90), "Lima hari kerja")])[0]
RAMADAN = replace(
    laid_out([working(Hours(480, 900, 480, 900, 390, 720, 30), "Lima hari kerja")])[0],
    ramadan=True,
)
FLEXIBLE = laid_out([working(Hours(390, 1080, 540, 900, 450, 720, 60), "Waktu fleksibel")])[0]
NIGHT = laid_out([working(Hours(1290, 1890, 1290, 1890, 600), "Piket puskesmas")])[0]
SHAPES = (PLAIN, FRIDAY, RAMADAN, FLEXIBLE, NIGHT)

LEAVE = Away("LEAVE", "ANNUAL", "cuti tahunan", "800/12")
SICK = Away("LEAVE", "SICK", "sakit")
DUTY = Away("DUTY", "DUTY", "dinas luar", "094/790", "Distrik Sidey")
TRAINING = Away("TRAINING", "TRAINING", "pelatihan", "893/4")
HOME = Away("FLEXIBLE", "FLEX_PLACE", "kerja dari tempat lain")
HOURS = Away("FLEXIBLE", "FLEX_TIME", "waktu kerja fleksibel")
AWAYS = (LEAVE, SICK, DUTY, TRAINING, HOME, HOURS)


def minute(clock: str) -> int:
    """07.24 as minutes; 31.30 is 07.30 of the next day."""
    hour, _, rest = clock.partition(".")
    return int(hour) * 60 + int(rest)


def day(*clocks: str, shape: Shape = PLAIN, **more: Any) -> Facts:
    """A day with punches of a good machine at these times."""
    return with_punches(replace(Facts(shape), **more), [minute(clock) for clock in clocks])


def with_punches(facts: Facts, minutes: Sequence[int]) -> Facts:
    """The same facts with these punches, whatever their order."""
    if not minutes:
        return replace(facts, first=None, last=None, first_grade=0, last_grade=0)
    return replace(facts, first=min(minutes), last=max(minutes), first_grade=1, last_grade=1)


def outage(start: str, end: str, what: str = "Jaringan padam") -> Outage:
    return Outage(7, minute(start), minute(end), what)


shapes = st.one_of(
    st.sampled_from(SHAPES),
    st.builds(
        lambda start, length, rest: laid_out(
            [working(Hours(start, start + length, start, start + length, length - rest,
                           start + (length - rest) // 2, rest), "Jadwal")]
        )[0],
        st.integers(0, 1320),
        st.integers(120, 720),
        st.sampled_from([0, 30, 60, 90]),
    ),
)  # fmt: skip


@st.composite
def plain_facts(draw: st.DrawFn) -> tuple[Facts, list[int]]:
    """A day that is over with some punches, without leave or outage, and its punches."""
    shape = draw(shapes)
    minutes = draw(st.lists(st.integers(shape.opens, shape.closes - 1), max_size=6))
    return with_punches(Facts(shape), minutes), minutes


@st.composite
def any_facts(draw: st.DrawFn) -> tuple[Facts, list[int]]:
    """A day with anything: leave, outages, doubtful clocks."""
    facts, minutes = draw(plain_facts())
    halves = st.none() | st.sampled_from(AWAYS)
    spans = st.tuples(st.integers(-300, 2000), st.integers(1, 600))
    outages = draw(st.lists(spans, max_size=2))
    facts = replace(
        facts,
        first_doubtful=bool(minutes) and draw(st.booleans()),
        last_doubtful=bool(minutes) and draw(st.booleans()),
        morning=draw(halves),
        afternoon=draw(halves),
        outages=tuple(Outage(n, a, a + b, "Listrik padam") for n, (a, b) in enumerate(outages)),
    )
    return facts, minutes
