"""The text in which a person is looked for."""

import re
import unicodedata

_JOINED = re.compile("['`\u2018\u2019\u02bc\u00b4]")
_APART = re.compile(r"[^0-9a-z]+")


def search_key(name: str, nip: str | None = None) -> str:
    """Name and NIP without accents, capitals and marks: "D'Ornay, René" gives "dornay rene".

    What a person types goes through the same.

    Source: how noken searches, docs/areas/organization.md (register: noken-practice).
    """
    text = unicodedata.normalize("NFKD", f"{name} {nip or ''}").casefold()
    plain = "".join(letter for letter in text if not unicodedata.combining(letter))
    return _APART.sub(" ", _JOINED.sub("", plain)).strip()
