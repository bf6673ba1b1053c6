"""Turn a page's bytes into text: encoding, byte-order mark, garbled characters.

In: bytes and, perhaps, the encoding that the fetcher declared. Out: `Decoded` with the encoding used and notes on
what was odd. Raises ValueError, with the reason, for bytes that are no text.
"""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes
from ftfy import fix_encoding
from ftfy.badness import badness

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF", "a PDF file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
    (b"RIFF", "a sound or film"),
    (b"\x1f\x8b", "gzip data"),
)
_GARBLED = re.compile("[ÃÂâ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ ]|ï»¿|�")
_CHARSET = re.compile(rb"""(?i)<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,40})""")
_ON_THE_WEB = (
    "cp1252", "cp1251", "cp1253", "cp1255", "cp1256", "iso8859_5", "iso8859_7", "koi8_r", "koi8_u", "shift_jis",
    "euc_jp", "gb18030", "big5", "euc_kr",
)  # fmt: skip
"""The encodings that browsers know (WHATWG), of those in Latin letters the West's: a guess among all takes a few words
of Spanish for Czech or for a Mac's, and English pages name more Spaniards than pages in Czech encodings are read."""
_PROBE = 65_536  # bytes looked at to guess an encoding; more changes nothing and is slow
_FOREIGN = 0.05  # share of bytes above 127 beyond which the page is hardly Western text in a one-byte encoding


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page's text, the encoding that gave it, and what a reader should know of it."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode_page(data: bytes, declared: str | None = None) -> Decoded:
    """Return the bytes as text; raise ValueError with the reason where they are none."""
    refuse_binary(data)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    silent = _without_mark(data)
    if silent:
        return _strictly(data, silent)
    return _from_candidates(data, declared)


def decode_html(data: bytes, declared: str | None = None) -> Decoded:
    """Return an HTML page's text; what the page says of its own encoding counts, and garbled characters are mended."""
    found = _CHARSET.search(data[:8192])
    decoded = decode_page(data, declared or (found.group(1).decode("ascii", "ignore") if found else None))
    text = decoded.text
    if "\x00" in text:
        text = text.replace("\x00", "")
    if count_garbled(text):
        mended = fix_encoding(text)
        if mended != text:
            return Decoded(mended, decoded.encoding, (*decoded.notes, "garbled characters were mended"))
    return Decoded(text, decoded.encoding, decoded.notes)


def refuse_binary(data: bytes) -> None:
    """Raise ValueError where the bytes are a picture, a program or other data that is no text."""
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise ValueError(f"is {what}, not a page of text")
    head = data[:_PROBE]
    if any(head.startswith(mark) for mark, _ in _MARKS) or _without_mark(head):
        return
    odd = head.count(0) + sum(head.count(code) for code in (1, 2, 3, 4, 5, 6, 14, 15, 16, 17, 18))
    if odd > 0.01 * len(head):
        raise ValueError("holds binary data, not a page of text")


def count_garbled(text: str) -> int:
    """Return how many garbled stretches ("â€™" for an apostrophe) the text has; 0 for sound text."""
    return int(badness(text)) if _GARBLED.search(text) else 0


def note_garbled(text: str) -> tuple[str, ...]:
    """Return a note where the text has garbled characters; plain text itself is never changed."""
    found = _GARBLED.search(text)
    if not found or not badness(text):
        return ()
    return (f"the text holds garbled characters such as {found.group()!r}; it was kept as it is",)


def _strictly(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        return Decoded(text, encoding, (f"some bytes are not {encoding} and were replaced",))


def _without_mark(data: bytes) -> str | None:
    """Return the UTF-16 that unmarked bytes are in: Western text then has a zero in every second byte."""
    head = data[:2048]
    if len(head) < 4 or 0 not in head:
        return None
    even, odd = head[0::2].count(0) / len(head[0::2]), head[1::2].count(0) / len(head[1::2])
    if odd > 0.6 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 and odd < 0.1 else None


def _from_candidates(data: bytes, declared: str | None) -> Decoded:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        cut = error.start >= len(data) - 4
    if cut:  # half a page ends in half a character
        return Decoded(data.decode("utf-8", "ignore"), "utf-8", ("the page ends in the midst of a character",))
    if _nearly_utf8(data):
        return Decoded(data.decode("utf-8", "replace"), "utf-8", ("some bytes are not utf-8 and were replaced",))
    for encoding in (_known(declared), _guess(data)):
        if encoding:
            try:
                return Decoded(data.decode(encoding), encoding, _guess_note(encoding))
            except UnicodeDecodeError:
                continue
    return Decoded(data.decode("latin-1"), "latin-1", _guess_note("latin-1"))


def _guess_note(encoding: str) -> tuple[str, ...]:
    return (f"the encoding was taken to be {encoding}",)


def _nearly_utf8(data: bytes) -> bool:
    """Say whether far more characters beyond ASCII are sound UTF-8 than are not."""
    text = data.decode("utf-8", "replace")
    broken = text.count("�")
    sound = sum(1 for c in text if c > "\x7f") - broken
    return sound > 10 * broken


def _known(encoding: str | None) -> str | None:
    try:
        name = codecs.lookup(encoding.strip()).name if encoding else None
    except LookupError:
        return None
    if name in (None, "utf-8", "ascii"):
        return None
    return "cp1252" if name == "iso8859-1" else name  # browsers read it so, and pages are written for browsers


def _guess(data: bytes) -> str:
    high = sum(1 for byte in data[:_PROBE] if byte > 127)
    if high < _FOREIGN * min(len(data), _PROBE):
        return "cp1252"
    best = from_bytes(data[:_PROBE], cp_isolation=list(_ON_THE_WEB)).best()
    return best.encoding if best else "cp1252"
