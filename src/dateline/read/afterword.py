"""Know what stands under an article and is no part of it: a note on its writer, a note of the site on itself.

In: judged pieces with the kinds that are clear already. Out: the writers' names, and the kinds with such notes turned
into furniture. Where an article ends by a heading such as "Comments" is for `layout.py` to say.
"""

import re
from collections.abc import Sequence

from dateline.model.text import BlockKind as Kind
from dateline.read.bylines import read_bare_byline, read_byline
from dateline.read.judging import Judged
from dateline.read.masthead import TOP, names_outlet, read_masthead
from dateline.read.trunk import speaks_for_site

_HEAD = 25  # lines at the head of the page among which the writers are named
_UNDER = 6  # lines under the title among which a bare name is the writer's
_LONGEST = 400  # characters of such a note; the longest on our marked pages has 310
_IMPRINT = re.compile(
    r"\b(?:tel|telephone|phone|fax|p\.?o\.? box|registered (?:at|as)|reprint\w*|reproduc\w*|signatory"
    r"|locally owned|member of the|founded in|established in|est\.)"
)
_OWNED = re.compile(
    r"(?P<who>[A-Z][\w’'&-]*(?: [A-Z][\w’'&-]*){0,5}) (?:is|are) "
    r"(?:a (?:trading name|registered|division|subsidiary|publication)"
    r"|(?:funded|published|owned|operated|regulated|edited|financed) by)\b"
)
_NOTES = 3  # paragraphs under the article that may be notes


def find_writers(pieces: Sequence[Judged]) -> tuple[str, ...]:
    """Return the names that the lines at the head of the page give as the writers'."""
    return tuple(name for judged in pieces[:_HEAD] if judged.wordy < 20 for name in read_byline(judged.text) or ())


def is_biography(judged: Judged, kind: Kind | None, writers: tuple[str, ...]) -> bool:
    """Say whether a piece tells of the writer, or is the writer's name again."""
    if kind is None:
        return judged.text in writers
    about = judged.signs.biography or judged.text.startswith(writers or ("\0",))
    return kind is Kind.BODY and about and not judged.signs.said and len(judged.text) < _LONGEST


def drop_notices(pieces: Sequence[Judged], kinds: list[Kind | None], heading: int | None) -> int:
    """Turn notes on the writer and of the site on itself, under the last paragraph, into furniture.

    Return the index of the last paragraph that is left.
    """
    body = [index for index, kind in enumerate(kinds) if kind is Kind.BODY]
    signed = _names_under(pieces, kinds, heading)
    sites = _site_names(pieces, kinds)
    for index in reversed(body[1:][-_NOTES:]):
        told = " ".join(pieces[i].text for i in body if i < index)
        if not (_is_of_writer(pieces[index], signed, told) or _is_of_site(pieces[index], sites)):
            break
        kinds[index] = Kind.FURNITURE
    return max((index for index, kind in enumerate(kinds) if kind is Kind.BODY), default=len(pieces) - 1)


def _names_under(pieces: Sequence[Judged], kinds: Sequence[Kind | None], heading: int | None) -> tuple[str, ...]:
    """Return the names that stand alone on a line under the title, and those of bylines."""
    if heading is None:
        return find_writers(pieces)
    under = range(heading + 1, min(heading + 1 + _UNDER, len(pieces)))
    bare = (name for i in under if kinds[i] is not Kind.BODY for name in read_bare_byline(pieces[i].text) or ())
    return tuple(dict.fromkeys((*find_writers(pieces), *bare)))


def _is_of_writer(judged: Judged, names: tuple[str, ...], told: str) -> bool:
    """Say whether a paragraph opens with the name of a writer who is nobody in the article."""
    text = judged.text.lstrip("*†•– ")
    name = next((name for name in names if text.startswith(f"{name} ")), None)
    if not name or len(judged.text) > _LONGEST or name.split()[-1] in told:
        return False
    return bool(re.match(r"(?:[\w’'-]+ed|[a-z]+s|grew|was|has|won)\b", text[len(name) + 1 :]))


def _site_names(pieces: Sequence[Judged], kinds: Sequence[Kind | None]) -> tuple[str, ...]:
    """Return the names that the lines at the very top may give as the site's, without the article before them."""
    lines = [judged.text for judged, kind in zip(pieces, kinds, strict=True) if kind is not Kind.BODY]
    found = (read_masthead(line, lines[:index] + lines[index + 1 :]) for index, line in enumerate(lines[:TOP]))
    names = [name for one in found if one for name in (one.name, *one.shorts)]
    return tuple(dict.fromkeys(re.sub(r"^(?i:the) ", "", name) for name in names))


def _tells_owner(text: str) -> bool:
    """Say whether a paragraph tells who owns an outlet: "Alba Radio is funded by the ministry of culture"."""
    match = _OWNED.match(text)
    return bool(match and names_outlet(match["who"]))


def _is_of_site(judged: Judged, names: Sequence[str]) -> bool:
    """Say whether a paragraph opens with the site's name and speaks of its services or to its readers."""
    text = re.sub(r"^(?i:the) ", "", judged.text).lower()
    signs = judged.signs
    speaks = speaks_for_site(judged) or signs.strong > 0 or (not signs.said and _IMPRINT.search(text))
    if _tells_owner(judged.text) and not signs.said:
        return True
    return len(judged.text) <= _LONGEST and bool(speaks) and any(text.startswith(n.lower()) for n in names)
