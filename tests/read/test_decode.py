"""What a page's bytes are taken for where nothing says so: the encodings of the web, and no other."""

import pytest

from dateline.read.decode import decode_page

RUSSIAN = "Министр встретился с послом в четверг, сообщила газета."


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Le ministre a reçu l'émissaire à Mérac, où ils ont dîné."),
        ("cp1251", RUSSIAN),
        ("koi8-r", RUSSIAN),
        ("shift_jis", "大臣は木曜日に大使と会談した。" * 3),
        ("gb18030", "部长星期四会见了大使。" * 3),
        ("iso8859-7", "Ο υπουργός συναντήθηκε με τον πρέσβη."),
        ("utf-16-le", "The minister met the envoy in Mérac on Thursday."),
    ],
)
def test_an_encoding_that_nobody_names(encoding: str, text: str) -> None:
    assert decode_page(text.encode(encoding)).text == text


def test_what_the_fetcher_declares_counts() -> None:
    assert decode_page(RUSSIAN.encode("cp866"), "cp866").text == RUSSIAN
    told = decode_page(RUSSIAN.encode("koi8-r"), "no-such-charset")
    assert (told.text, told.notes) == (RUSSIAN, ("the encoding was taken to be koi8_r",))


@pytest.mark.parametrize(
    ("data", "text", "note"),
    [
        ("Mérac".encode()[:2], "M", "ends in the midst of a character"),
        ("Mérac ".encode() * 20 + b"\xff the end of it", "Mérac " * 20 + "\ufffd the end of it", "not utf-8"),
        (b"\xff\xfeM\x00\xd8", "M\ufffd", "not utf-16-le"),
    ],
)
def test_what_is_broken_is_told(data: bytes, text: str, note: str) -> None:
    decoded = decode_page(data)
    assert decoded.text == text
    assert note in decoded.notes[0]
