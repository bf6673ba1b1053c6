"""Find the title among the lines at the head of a page.

In: judged pieces with the kinds that are clear already. Out: the index of the title, or None for a page that opens
with its first sentence.
"""

import re
from collections.abc import Sequence
from itertools import accumulate

from dateline.model.text import BlockKind as Kind
from dateline.read.bylines import read_bare_byline, read_byline
from dateline.read.cells import is_crumbs, is_strip
from dateline.read.datelines import opens_story, read_dateline_line
from dateline.read.judging import Judged, Verdict
from dateline.read.masthead import TOP, read_masthead

_CONTENT = re.compile(r"[^\W\d_]{4,}|[A-Z]{2,}\d*")
PHOTO_CREDITS = ("copyright", "agency_credit")
"""The shapes of a line that credits a picture."""

_NOTES = ("older", "reading", "ago", "count", "sharing_run")
"""The shapes of lines that a site prints between the headline and what sums it up."""

_HEAD = 30  # lines above the first paragraph among which the title is sought; a menu stands above them
_LABELLED = re.compile(
    r"(?:Watch|WATCH|Live|LIVE|Video|VIDEO|Explained|Explainer|Photos|Listen|Timeline|In pictures|As it happened"
    r"|AS IT HAPPENED|Live updates|LIVE UPDATES|Live blog|LIVE BLOG|Recap|RECAP): \S"
)
_ABOUT = 0.35
_BULLET = re.compile(r"[•*▪●◦‣–—-]\s")
_DEGREES = re.compile(r"\d ?°")
_UNDER = 0.2  # weight against a line that stands right under another that may be the title: it sums it up
_STRIP = 8  # words of a strip with the weather; a headline that gives degrees has more
_NEAR = 3  # lines above byline and date within which a title stands; a section's name or a motto may stand farther off
_WINDOW = 20  # characters; a line that holds so long a one whole is the title of the browser's window
_LEAST = 0.4  # weight of a line that may be the title; names of sections and sites fall below
_SITE_NAME = 0.8  # weight against a masthead where another line may be the title
_MOTTO = 0.4  # the same against a line right under one
_OVER_MENU = 0.4  # weight against what stands over the site's menu, where another line stands below it
_WRITER = re.compile(r", (?:in|by) [A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+){0,2}$")
"""Behind a writer's role, or a column's name: "Ann Day, Asia editor, in Lima", "Letters home, by Ann Day"."""

_COLUMN = re.compile(r"\s{2,}|\t|\s[|·•/]\s")
_FOREIGN = 0.3  # share of its longer words in the article below which such a line is a motto
_SITE = re.compile(r"\s+[|–—-]\s+[^|–—]{2,40}$")


def content_words(text: str) -> set[str]:
    """Return the longer words of a text in small letters, possessives cut off."""
    return {re.sub(r"[’']s$", "", word).lower() for word in _CONTENT.findall(text)}


def overlap(line: str, text: str) -> float:
    """Return the share of the line's longer words that also stand in the text."""
    words = content_words(line)
    return len(words & content_words(text)) / len(words) if words else 0.0


def choose_title(pieces: Sequence[Judged], kinds: Sequence[Kind | None], first: int, given: str | None) -> int | None:
    """Return the index of the piece that is the title; `first` is the first paragraph of the body."""
    if given:
        key = _folded(given)
        return next((i for i, judged in enumerate(pieces[: first + 3]) if _folded(judged.text) == key), None)
    lead = " ".join(j.text for j, k in zip(pieces, kinds, strict=True) if k is Kind.BODY)[:4000]
    scored = [
        (_score(pieces[index], kinds[index], lead) + _company(pieces, kinds, index), -index)
        for index in range(max(0, first - _HEAD), min(first, len(pieces)))
        if _may_be(pieces[index], kinds[index])
    ]
    scored = [(score, at) for score, at in scored if score > _LEAST]
    if len(scored) > 1:
        rivals = [pieces[-at].text for _, at in scored]
        scored = [(score - _MOTTO * _is_motto(pieces, -at, lead), at) for score, at in scored]
        menu = next((i for i in range(1, min(TOP, len(pieces))) if _is_of_site(pieces[i])), 0)
        below = any(-at > menu for _, at in scored)
        scored = [(score - _OVER_MENU * (below and -at < menu), at) for score, at in scored]
        scored = [
            (score - _SITE_NAME * (_holds(pieces[-at].text, rivals) or _is_masthead(pieces, kinds, -at)), at)
            for score, at in scored
        ]
    above = accumulate((kinds[-at] is not Kind.FURNITURE for _, at in scored), initial=0)
    rest = [-at for _, at in scored if kinds[-at] is not Kind.FURNITURE]
    likely = [
        (score - 0.2 * order - _UNDER * any(_is_right_under(pieces, -at, other) for other in rest), at)
        for order, (score, at) in zip(above, scored, strict=False)
    ]
    return _last_copy(pieces, -max(likely)[1], first) if likely else None


def _last_copy(pieces: Sequence[Judged], index: int, first: int) -> int:
    """Return where the chosen line stands last above the first paragraph: a path through the site gives it as well."""
    key = _folded(pieces[index].text)
    return max(i for i in range(index, max(first, index + 1)) if _folded(pieces[i].text) == key)


def _is_right_under(pieces: Sequence[Judged], index: int, above: int) -> bool:
    """Say whether nothing stands between a line and one above it but notes such as "3 min read" on the article."""
    return above < index and all(judged.signs.shape in _NOTES for judged in pieces[above + 1 : index])


def _is_motto(pieces: Sequence[Judged], index: int, lead: str) -> bool:
    """Say whether a line stands right under the site's name and shares little with the article."""
    above = read_masthead(pieces[index - 1].text, ()) if 0 < index < TOP else None
    return bool(above and (above.sure or index == 1)) and overlap(pieces[index].text, lead) < _FOREIGN


def _is_of_site(judged: Judged) -> bool:
    """Say whether a line is the site's own: a run of its sections ("About   Archive   Books"), or an appeal."""
    text = judged.text
    if judged.signs.strong:
        return True
    columns = [column for column in _COLUMN.split(text.strip()) if column.strip()]
    return len(columns) > 2 and all(len(column.split()) <= 3 for column in columns)


def _holds(text: str, rivals: Sequence[str]) -> bool:
    """Say whether a line holds another one whole, as the title of the browser's window does: "Site: Headline"."""
    return any(len(rival) > _WINDOW and rival != text and rival in text for rival in rivals)


def _is_masthead(pieces: Sequence[Judged], kinds: Sequence[Kind | None], index: int) -> bool:
    """Say whether a line among the first of the page is the site's name, and no headline over the article."""
    if index >= TOP:
        return False
    others = [j.text for i, (j, k) in enumerate(zip(pieces, kinds, strict=True)) if k is not Kind.BODY and i != index]
    found = read_masthead(pieces[index].text, others)
    return bool(found and found.sure)


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", "", _SITE.sub("", text)).lower()


def _may_be(judged: Judged, kind: Kind | None) -> bool:
    signs, text = judged.signs, judged.text
    if kind in (Kind.DATE, Kind.CREDIT, Kind.CAPTION) or signs.exact or signs.shape or signs.strong or signs.lists:
        return False
    if signs.interface or is_strip(text) or is_crumbs(text):
        return False
    if _BULLET.match(text) or not 2 < judged.wordy < 36 or not 8 <= len(text) <= 250 or judged.piece.token:
        return False
    if text.rstrip("'\"’”").endswith((".", ":", ";", ",")) and not text.endswith(("U.S.", "U.N.", "U.K.", "...")):
        return False
    if judged.wordy <= _STRIP and _DEGREES.search(text):
        return False
    if _LABELLED.match(text):
        return True
    if _WRITER.search(text) and (read_bare_byline(text) or text.rpartition(", by ")[0]):
        return False
    return read_byline(text) is None and not read_dateline_line(text) and not opens_story(text)


def _company(pieces: Sequence[Judged], kinds: Sequence[Kind | None], index: int) -> float:
    """Weigh what stands behind a line: a date or the writers speak for a title, a picture's credit against it."""
    weight = 0.0
    for behind in range(index + 1, min(index + 7, len(pieces))):
        dated = kinds[behind] is Kind.DATE and not pieces[behind].signs.shape  # a masthead's has the price beside it
        if dated or read_byline(pieces[behind].text) is not None:
            weight = 0.4 if behind <= index + _NEAR else 0.2
        if kinds[behind] is not None and not (behind == index + 1 and _may_sum_up(pieces[behind], kinds[behind])):
            break
    credit = index + 1 < len(pieces) and pieces[index + 1].signs.shape in PHOTO_CREDITS
    return weight - 0.4 * credit


def _may_sum_up(judged: Judged, kind: Kind | None) -> bool:
    """Say whether a sentence may be the subtitle, behind which the writers follow."""
    return kind is Kind.BODY and len(judged.text) <= 250


def _score(judged: Judged, kind: Kind | None, lead: str) -> float:
    """Weigh a line as a title: words it shares with the article, its length, a plain look."""
    share = overlap(judged.text, lead) if lead else 0.5
    length = 1.0 if 5 <= judged.wordy <= 14 else 0.7 if 14 < judged.wordy <= 20 else 0.4
    score = 1.2 * min(share, 0.35) + 0.6 * length
    if _LABELLED.match(judged.text) and share >= _ABOUT and judged.wordy > 4:  # "Watch: ..." over the article itself
        return score
    score -= 0.5 * judged.signs.opens + 0.3 * (" | " in judged.text or " / " in judged.text)
    score -= 0.3 * (judged.verdict is Verdict.PROSE) + 0.4 * (kind is Kind.FURNITURE)
    return score
