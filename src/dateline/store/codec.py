"""Turn frozen values into bytes for the ledger, and back.

In and out: the dataclasses of `dateline.model`. The form is MessagePack, packed with zlib where it is long.
"""

import zlib
from functools import lru_cache
from typing import TypeVar

import msgspec

from dateline.errors import LedgerError
from dateline.model.record import Event

T = TypeVar("T")


def pack(value: object) -> bytes:
    """Return a value as compressed bytes."""
    return zlib.compress(msgspec.msgpack.encode(value), 3)


def unpack(body: bytes, kind: type[T]) -> T:
    """Return the value of the given type that `pack` made the bytes of; raise LedgerError for damaged ones."""
    try:
        return msgspec.msgpack.decode(zlib.decompress(body), type=kind)
    except (zlib.error, msgspec.DecodeError) as error:
        raise LedgerError(
            f"the ledger is damaged: its bytes make no {kind.__name__} ({error}); go back to a copy of it"
        ) from error


@lru_cache(maxsize=512)
def read_event(body: bytes) -> Event:
    """Return the event that a body holds; the last ones read are kept, ten megabytes of them.

    They are what many people look at: to make an event of its bytes takes half a millisecond, and fifty stand in one
    answer.
    """
    return unpack(body, Event)
