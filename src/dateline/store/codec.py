"""Turn frozen values into bytes for the ledger, and back.

In and out: the dataclasses of `dateline.model`. The form is MessagePack, packed with zlib where it is long.
"""

import zlib
from typing import TypeVar

import msgspec

from dateline.errors import LedgerError

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
