"""What the rules of cards see in reports and reviews; one module a subject, each set-based.

A detector only reads. What needs looking at texts word by word was done before, by a job
(`services.compare_reports`), and is read here.
"""

from noken.findings.queries import Asked, Hits
from noken.work.queries.detectors.copies import copied
from noken.work.queries.detectors.evidence import reused
from noken.work.queries.detectors.filling import filled_at_once
from noken.work.queries.detectors.missing import missing, without_trace
from noken.work.queries.detectors.reviewing import hasty, waiting_long
from noken.work.queries.detectors.times import impossible

_DETECTORS = {
    "HDR-09": without_trace,
    "LAP-01": missing,
    "LAP-02": copied,
    "LAP-03": reused,
    "LAP-04": impossible,
    "LAP-05": filled_at_once,
    "ATS-01": waiting_long,
    "ATS-02": hasty,
}


def hits_of(asked: Asked) -> Hits | None:
    """What the rule of a card sees in the days asked for; None: another area's rule."""
    detector = _DETECTORS.get(asked.code)
    return detector(asked) if detector else None
