"""Words of the database's codes, for screens and the command line."""

from collections.abc import Mapping

from noken.devices.models import BadLine, Delivery

REASONS: Mapping[str, str] = {str(code): str(label) for code, label in BadLine.Reason.choices}
SOURCES: Mapping[str, str] = {str(code): str(label) for code, label in Delivery.Source.choices}
