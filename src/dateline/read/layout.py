"""Give every judged piece of a page its kind, from its place on the page and its neighbours.

In: `Judged` pieces. Out: one `BlockKind` a piece. A page is read as head (to the first paragraph), body, and tail
(from the last paragraph); headings such as "Most read" open lists of links, and "Comments" ends the article.
"""

import re
from collections.abc import Sequence

from dateline.model.text import BlockKind as Kind
from dateline.read.afterword import drop_notices, find_writers, is_biography
from dateline.read.appeals import drop_appeals
from dateline.read.bylines import find_agency, is_role, read_bare_byline, read_byline, read_credit
from dateline.read.captions import is_caption
from dateline.read.cells import is_dated_strip, is_strip
from dateline.read.datelines import is_capital_place, opens_story, read_dateline_line
from dateline.read.headings import PHOTO_CREDITS, choose_title, overlap
from dateline.read.judging import Judged, Verdict
from dateline.read.middle import SUMMARY, drop_runs, place_middle
from dateline.read.published import find_stamps, is_date_line
from dateline.read.signature import is_signature
from dateline.read.trunk import BULLET, drop_before, drop_behind, find_trunk, speaks_for_site

_ENDING = 0.6  # share of the page's prose that must have gone by before "Comments" can end the article
_NEAR = 12  # lines above the trunk within which a sentence may still be the article's: summaries and key points
_SAID = 8  # words; a paragraph of the article has more
_SUMS_UP = 450  # characters that such sentences have at most; on our marked pages 230
_SOLID = 45  # characters of prose that make a paragraph and not a teaser or a quoted word
_FIGURES = re.compile(r"\d[\d,.]*")
_ROWS = 3  # rows that make a table
_MANY = 0.3  # share of rows among the lines of a table; among those of a site's boxes fewer hold two numbers
_TOLD = (Kind.BODY, Kind.CAPTION)
_NEWS_AGENCY = re.compile(r"(?:[A-Z][\w’'-]+ ){1,3}(?:(?:News|Press|Wire) (?:Agency|Service)|Newswire)")
_OF_PUBLISHER = re.compile(r"\((?:The )?[A-Z][\w’'&-]+(?: [A-Z][\w’'&-]+){0,3}\)$")


def place_kinds(
    pieces: Sequence[Judged], *, title: str | None = None, recurring: frozenset[str] = frozenset()
) -> list[Kind]:
    """Return the kind of each piece; `title` is the article's where markup gives it, `recurring` the site's lines."""
    kinds: list[Kind | None] = [_first_kind(judged, recurring) for judged in pieces]
    drop_appeals(pieces, kinds)
    first, last = _body_edges(pieces, kinds)
    heading = choose_title(pieces, kinds, _head_end(pieces, kinds, first), title)
    if heading is not None:
        kinds[heading] = Kind.TITLE
        drop_before(pieces, kinds, heading)
        first = max(first, heading + 1)
    last = _end_article(pieces, kinds, heading, last)
    last = drop_behind(pieces, kinds, last)
    last = min(last, drop_notices(pieces, kinds, heading))
    _place_lists(pieces, kinds, heading)
    if heading is not None:
        _find_subtitle(pieces, kinds, heading)
        first = next((i for i in range(first, len(kinds)) if kinds[i] is Kind.BODY), first)
    _place_head(pieces, kinds, heading, first)
    if heading is None and _is_tabular(pieces, kinds):  # an agency's file: no site has put its boxes about it
        kinds = [kind or Kind.BODY for kind in kinds]
    if title is None:  # the text of markup has lost its links already
        drop_runs(pieces, kinds, first, last)
    place_middle(pieces, kinds, first, last, heading)
    _place_tail(pieces, kinds, last, heading)
    return [kind or Kind.BODY for kind in kinds]


def _first_kind(judged: Judged, recurring: frozenset[str]) -> Kind | None:
    """Return the kind of a piece that is clear by itself, and None for an open line."""
    text, signs = judged.text, judged.signs
    if len(text) < 400 and not judged.piece.token:
        dated = is_date_line(text) or is_dated_strip(text)
        if (dated and signs.shape != "captures") or is_signature(text):
            return Kind.DATE
        if read_credit(text) and read_byline(text) is None:
            return Kind.CREDIT
        if is_caption(text, signs) and not signs.exact and not signs.strong:
            return Kind.CAPTION
    if judged.verdict is Verdict.FURNITURE:
        return Kind.FURNITURE
    if judged.verdict is Verdict.PROSE:
        return Kind.BODY
    if signs.key in recurring:
        return Kind.FURNITURE
    return Kind.BODY if opens_story(text) else None


def _body_edges(pieces: Sequence[Judged], kinds: Sequence[Kind | None]) -> tuple[int, int]:
    """Return the indices of the first and last paragraph of the body; the whole page where there is none."""
    start, _ = find_trunk(pieces, kinds) or (0, 0)
    body = [i for i, kind in enumerate(kinds) if kind is Kind.BODY]
    body = [i for i in body if i >= start or (start - i < _NEAR and not speaks_for_site(pieces[i]))] or body
    solid = [i for i in body if len(pieces[i].text) >= _SOLID or opens_story(pieces[i].text)] or body
    return (solid[0], body[-1]) if body else (len(pieces), len(pieces) - 1)


def _is_tabular(pieces: Sequence[Judged], kinds: Sequence[Kind | None]) -> bool:
    """Say whether a page is of figures: many of its lines that are no sentences are rows of two numbers or more."""
    lines = [judged for judged, kind in zip(pieces, kinds, strict=True) if kind is None]
    rows = sum(len(_FIGURES.findall(judged.text)) > 1 for judged in lines)
    return rows >= _ROWS and rows > _MANY * len(lines)


def _head_end(pieces: Sequence[Judged], kinds: Sequence[Kind | None], first: int) -> int:
    """Return where the head ends: behind writers and day, where a sentence of a video's box stands over the title."""
    start = (find_trunk(pieces, kinds) or (0, 0))[0]
    signed = any(kinds[i] is Kind.DATE or _is_signed(pieces[i], kinds[i]) for i in range(first, start))
    return start if signed else first


def _end_article(pieces: Sequence[Judged], kinds: list[Kind | None], heading: int | None, last: int) -> int:
    """Turn all behind the end of the article into furniture; return the index of its last paragraph."""
    total = sum(len(p.text) for p, k in zip(pieces, kinds, strict=True) if k is Kind.BODY)
    gone, end = 0, len(pieces)
    writers = find_writers(pieces)
    for index, judged in enumerate(pieces):
        late = total and gone >= _ENDING * total and index > (heading or 0)
        if late and (judged.signs.ends or is_biography(judged, kinds[index], writers)):
            end = index
            break
        if kinds[index] is Kind.BODY:
            gone += len(judged.text)
    for index in range(end, len(pieces)):
        if not _stays(pieces[index], kinds[index]):
            kinds[index] = Kind.FURNITURE
    return max((i for i, k in enumerate(kinds[:end]) if k is Kind.BODY), default=last)


def _stays(judged: Judged, kind: Kind | None) -> bool:
    """Say whether a piece behind the article's end still tells of it: its credit, or when it was published."""
    if kind is Kind.CREDIT:
        return True
    return _tells_date(judged, kind) and judged.wordy > 3


def _place_lists(pieces: Sequence[Judged], kinds: list[Kind | None], heading: int | None) -> None:
    """Turn the short lines behind a heading such as "Most read" into furniture, up to the next paragraph."""
    within = dated = told = False
    for index, judged in enumerate(pieces):
        kind, signs = kinds[index], judged.signs
        told |= kind is Kind.BODY and judged.wordy > _SAID
        if not told and (_is_signed(judged, kind) or (kind is Kind.DATE and not dated)):
            dated |= kind is Kind.DATE  # the article's own writers and day
            continue
        if index == heading or signs.summary or (kind is Kind.BODY and not _may_link(judged)):
            within = False
        elif signs.lists and kind is Kind.FURNITURE:
            within = index > (heading or 0)
        elif within and _may_list(judged, kind):
            kinds[index] = Kind.FURNITURE


def _may_list(judged: Judged, kind: Kind | None) -> bool:
    """Say whether a piece behind such a heading may be one of its links."""
    if kind is Kind.CAPTION:
        return judged.wordy < 10
    return kind in (None, Kind.BODY) or (kind is Kind.DATE and not _tells_date(judged, kind))


def _may_link(judged: Judged) -> bool:
    """Say whether a sentence may be a headline in a list of links: a short question or a few words."""
    short = judged.wordy < 6 or (judged.wordy < 14 and judged.text.endswith("?"))
    return short and not judged.signs.said and not judged.text.startswith(("“", '"', "‘"))


def _tells_date(judged: Judged, kind: Kind | None) -> bool:
    return kind is Kind.DATE and any(stamp.kind for stamp in find_stamps(judged.text))


def _place_head(pieces: Sequence[Judged], kinds: list[Kind | None], heading: int | None, first: int) -> None:
    """Settle the lines before the first paragraph."""
    for index in range(first):
        judged = pieces[index]
        if kinds[index] is None:
            before = heading is not None and index < heading
            kinds[index] = _head_kind(judged, pieces, kinds, index, before=before)
    if heading is not None:
        under = heading + 1
        if under < first and kinds[under] is Kind.FURNITURE and _is_agencies(pieces[under].text):
            kinds[under] = Kind.CREDIT


def _head_kind(
    judged: Judged, pieces: Sequence[Judged], kinds: Sequence[Kind | None], index: int, *, before: bool
) -> Kind:
    if read_byline(judged.text) is not None:
        return Kind.BYLINE
    if index and kinds[index - 1] is Kind.BYLINE and is_role(judged.text):
        return Kind.BYLINE
    if _is_agencies(judged.text) or (not before and _NEWS_AGENCY.fullmatch(judged.text)):
        return Kind.CREDIT
    if read_dateline_line(judged.text) or (not before and _is_place_line(pieces, kinds, index)):
        return Kind.DATELINE
    if before and judged.wordy > 5 and index + 1 < len(pieces) and pieces[index + 1].signs.shape in PHOTO_CREDITS:
        return Kind.CAPTION
    if not before and Kind.BODY not in kinds:  # a page of lines without one sentence: a table, a list
        return Kind.BODY
    if not before and read_bare_byline(judged.text) and _is_signed_again(pieces[:25], judged):
        return Kind.BYLINE
    near = range(max(0, index - 2), min(len(kinds), index + 3))
    if (
        not before
        and read_bare_byline(judged.text)
        and any(kinds[i] in (Kind.DATE, Kind.TITLE, Kind.SUBTITLE, Kind.BYLINE) for i in near)
    ):
        return Kind.BYLINE
    if not before and judged.text.endswith((".", "?", "!", "”", '"')):
        return Kind.BODY
    if before or judged.wordy < 4 or judged.signs.biography or is_strip(judged.text):
        return Kind.FURNITURE
    return Kind.SUBTITLE


def _is_place_line(pieces: Sequence[Judged], kinds: Sequence[Kind | None], index: int) -> bool:
    """Say whether a town in capitals stands right above the first paragraph; two words may be a writer's name."""
    judged, under = pieces[index], kinds[index + 1] if index + 1 < len(kinds) else None
    place = judged.text.rstrip(" :–—-")
    if under is not Kind.BODY or judged.verdict is not Verdict.OPEN or not is_capital_place(place):
        return False
    spelt = re.compile(rf"\b{re.escape(place.partition(',')[0])}\b", re.IGNORECASE)
    alone = judged.wordy == 1 and place == judged.text  # "BODY:" is a label
    return alone or any(spelt.search(p.text) for p in pieces[index + 1 :])


def _is_signed_again(pieces: Sequence[Judged], judged: Judged) -> bool:
    """Say whether a bare name is the writer's: another line at the head repeats it, or a publisher stands behind it."""
    others = (other.text for other in pieces if other is not judged)
    return any(text.startswith(judged.text) for text in others) or bool(_OF_PUBLISHER.search(judged.text))


def _is_agencies(text: str) -> bool:
    """Say whether a line names agencies, or a site and its agency: "By the Associated Press", "Kanal 9/AFP"."""
    parts = [part.strip(" ()-—") for part in re.split(r",|/|;| and ", re.sub(r"^By (?:the )?", "", text.strip()))]
    known = [bool(part) and find_agency(part) == part for part in parts]
    if len(parts) == 2 and "/" in text and any(known) and all(part.count(" ") < 1 for part in parts):
        return all(part[:1].isupper() or part[:1].isdigit() for part in parts)
    return len(parts) < 5 and all(known)


def _find_subtitle(pieces: Sequence[Judged], kinds: list[Kind | None], heading: int) -> None:
    """Take a sentence under the title for the subtitle where byline, date or furniture part it from the body."""
    under = range(heading + 1, min(heading + 1 + SUMMARY, len(pieces)))
    signed = next((i for i in under if kinds[i] in (Kind.DATE, Kind.BYLINE) or _is_signed(pieces[i], kinds[i])), None)
    if signed is None or Kind.BODY not in kinds[signed:]:
        return
    told = [i for i in range(heading + 1, signed) if kinds[i] is Kind.BODY]
    if sum(len(pieces[i].text) for i in told) <= _SUMS_UP and not any(opens_story(pieces[i].text) for i in told):
        for index in told:
            kinds[index] = Kind.SUBTITLE


def _is_signed(judged: Judged, kind: Kind | None) -> bool:
    if kind is not None:
        return False
    name, _, role = judged.text.partition(", ")
    return read_byline(judged.text) is not None or (is_role(role) and bool(read_bare_byline(name)))


def _least(judged: Judged, before: Kind | None) -> float:
    """Return the share of its words that a line behind the body must have in common with it to be a caption."""
    if before not in _TOLD:
        return 0.35
    return 0.0 if judged.wordy > 15 else 0.15


def _goes_on(pieces: Sequence[Judged], index: int) -> bool:
    """Say whether a line right behind the last paragraph goes on with it: a question, a list, the row of a table."""
    text = pieces[index].text
    announces = text.endswith(":") and index + 1 < len(pieces) and bool(BULLET.match(pieces[index + 1].text))
    return announces or text.endswith(("?", "!")) or bool(BULLET.match(text)) or "\t" in text


def _place_tail(pieces: Sequence[Judged], kinds: list[Kind | None], last: int, heading: int | None) -> None:
    """Settle the lines behind the last paragraph: a long one about the same people is a caption."""
    told = " ".join(p.text for p, k in zip(pieces, kinds, strict=True) if k and k is not Kind.FURNITURE)
    dated = any(kind is Kind.DATE for kind in kinds[: last + 1])
    for index in range(last + 1, len(pieces)):
        judged = pieces[index]
        if kinds[index] is Kind.DATE and dated and not any(s.kind for s in find_stamps(judged.text)):
            kinds[index] = Kind.FURNITURE
        if kinds[index] is not None:
            continue
        if not told:
            kinds[index] = Kind.BODY if judged.wordy > 4 else Kind.FURNITURE
        elif kinds[index - 1] is Kind.BODY and _goes_on(pieces, index):
            kinds[index] = Kind.BODY
        elif read_byline(judged.text) is not None:
            kinds[index] = Kind.BYLINE
        elif _is_agencies(judged.text):
            kinds[index] = Kind.CREDIT
        elif judged.wordy >= 9 and overlap(judged.text, told) >= _least(judged, kinds[index - 1]):
            kinds[index] = Kind.CAPTION
        else:
            kinds[index] = Kind.FURNITURE
