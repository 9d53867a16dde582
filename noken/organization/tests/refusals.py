"""Saying in a test which refusal is expected."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from noken.core.errors import Refused


@contextmanager
def refused(code: str) -> Iterator[None]:
    """The block is refused with this code, in a sentence that ends."""
    with pytest.raises(Refused) as refusal:
        yield
    assert refusal.value.code == code
    assert refusal.value.message.endswith(".")
