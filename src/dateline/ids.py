"""Ids made from content: the same content has the same id on every machine and in every version.

In: strings and bytes. Out: short prefixed ids. Minting an event's id is left to the store.
"""

import hashlib
import re
import unicodedata

_BETWEEN = re.compile(r"[\W_]+")


def digest(*parts: str) -> str:
    """Return 16 hexadecimal digits that stand for the parts, in order."""
    joined = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[:16]


def page_id(data: bytes) -> tuple[str, str]:
    """Return the page's id and the SHA-256 of its bytes."""
    sha256 = hashlib.sha256(data).hexdigest()
    return f"p_{sha256[:16]}", sha256


def mention_id(page: str, kind: str, sentence: str, ordinal: int) -> str:
    """Return the id of the `ordinal`-th mention of `kind` in the quoted sentence; offsets play no part."""
    return f"m_{digest(page, kind, fold(sentence), str(ordinal))}"


def statement_id(mention: str, field: str, value: str, ordinal: int) -> str:
    """Return the id of a mention's statement about one field."""
    return f"s_{digest(mention, field, value, str(ordinal))}"


def fold(text: str) -> str:
    """Return text without accents, case, punctuation and repeated space, to compare names and sentences by."""
    if not text.isascii():  # ASCII has no accents to take off: most names and sentences need no second look
        plain = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in plain if not unicodedata.combining(c))
    return _BETWEEN.sub(" ", text.lower()).strip()
