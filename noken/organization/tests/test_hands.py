"""Who could be acting through whose account."""

from collections.abc import Mapping, Set

import pytest

from noken.organization.rules.hands import hands_behind, is_one_hand

A, B, C, D = 1, 2, 3, 4


@pytest.mark.parametrize(
    ("made_by", "one"),
    [
        ({}, False),
        ({B: {A}}, True),
        ({A: {B}}, True),
        ({A: {C}, B: {C}}, True),
        ({B: {C}, C: {A}}, True),
        ({A: {C}, B: {D}}, False),
        ({C: {A, B}}, False),
        ({A: {C}, C: {D}, D: {C}}, False),
    ],
)
def test_two_accounts_are_one_hand(made_by: Mapping[int, Set[int]], one: bool) -> None:
    assert is_one_hand(A, B, made_by) == one
    assert is_one_hand(B, A, made_by) == one


def test_a_circle_ends() -> None:
    assert hands_behind(A, {A: {B}, B: {A, C}}) == {A, B, C}
