"""Passwords that everybody here would try first: names of the place, its districts and offices."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

LEAST_OWN = 4
"""So many letters besides local words make a password one's own."""
JUDGED = 200
_LOOK_ALIKES = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "@": "a", "$": "s"})


class LocalWordsValidator:
    """Refuses local words with numbers and signs around them, also written with look-alikes."""

    def validate(self, password: str, user: Any = None) -> None:  # noqa: ARG002 (Django's signature)
        text = password.casefold()
        edged = text.strip("".join(each for each in set(text) if not each.isalpha()))
        for written in (text, edged.translate(_LOOK_ALIKES)):
            letters = "".join(each for each in written if each.isalpha())
            own = _own_letters(letters[:JUDGED])
            if own < LEAST_OWN and own < len(letters):
                raise ValidationError(self.get_help_text(), code="password_local")

    def get_help_text(self) -> str:
        return (
            "Kata sandi ini mudah ditebak: isinya nama tempat atau kantor di sini. Tambahkan "
            "beberapa kata lain."
        )


def _own_letters(letters: str) -> int:
    """The fewest letters that belong to no local word."""
    fewest = [0]
    for end in range(1, len(letters) + 1):
        best = fewest[end - 1] + 1
        for word in words():
            if letters.endswith(word, 0, end):
                best = min(best, fewest[end - len(word)])
        fewest.append(best)
    return fewest[-1]


@lru_cache(maxsize=1)
def words() -> Sequence[str]:
    """The list, one word a line."""
    file = Path(__file__).with_name("local_words.txt")
    return tuple(
        line for line in file.read_text(encoding="ascii").split() if not line.startswith("#")
    )
