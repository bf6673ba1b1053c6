"""How the interface answers: JSON with an ETag, and cursors that say where the next page starts.

In: values that `json` can write, keys of rows. Out: responses. A cursor is opaque to the asker; one that is none of
ours is refused.
"""

import base64
import binascii
import json
from hashlib import sha256
from typing import Any

import msgspec
from fastapi import Request
from fastapi.responses import Response

from dateline.errors import UsageError
from dateline.store.paging import Key


def answer(request: Request, value: Any, media: str = "application/json") -> Response:
    """Return JSON with an ETag; 304 where the asker has it already."""
    body = _written(value)
    tag = f'"{sha256(body).hexdigest()[:24]}"'
    known = {part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")}
    if known & {tag, "*"}:
        return Response(status_code=304, headers={"ETag": tag})
    return Response(body, media_type=media, headers={"ETag": tag})


def _written(value: Any) -> bytes:
    """Return JSON in a tenth of the time that `json` takes; it alone writes what a page's half a character is."""
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")


def make_cursor(key: Key | None) -> str | None:
    """Return the cursor of the page that starts after the row with this key."""
    if key is None:
        return None
    return base64.urlsafe_b64encode(json.dumps(key, ensure_ascii=False).encode()).decode()


def read_cursor(cursor: str | None, *kinds: type) -> Key | None:
    """Return the key that a cursor stands for; raise UsageError where its parts are not of these kinds."""
    if not cursor:
        return None
    try:
        key = json.loads(base64.urlsafe_b64decode(cursor.encode()))
    except (binascii.Error, ValueError):
        raise UsageError("the cursor is none of ours") from None
    fits = isinstance(key, list) and len(key) == len(kinds)
    if not (fits and all(_is_part(part, kind) for part, kind in zip(key, kinds, strict=True))):
        raise UsageError("the cursor is none of this list's")
    return tuple(key)


def _is_part(part: object, kind: type) -> bool:
    if kind is int:
        return isinstance(part, int) and 0 <= part < 2**63
    return part is None or (isinstance(part, str) and "\x00" not in part and part.isprintable())
