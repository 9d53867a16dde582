"""Tests of the small sample, which one process loads once for all of them."""

import pytest

SAMPLE = [pytest.mark.django_db, pytest.mark.slow]
SCHEMA = "contoh"
