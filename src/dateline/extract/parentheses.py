"""Find what is told around a telling in parenthesis: '"No," she said, "not this year"', '"No," he said of the plan'.

In: a draft, and the article's quotations and cues. Out: the parts of what is told, or none where no quotation runs into
the telling. Quotations that a cue leads up to, and those of other sentences, are left to `speeches`.
"""

import re

from dateline.extract.cues import frames
from dateline.extract.drafts import Draft
from dateline.extract.quotations import Quotation
from dateline.extract.speech import Page
from dateline.model.text import Span

DASHED = frozenset({",", "-", "--", "—", "–", "―"})
_GOVERNED = frozenset({"object", "as", "predicate", "topic", "infinitive"})
_JOINER = re.compile(r"\b(?:and|but|or|so|then)\b(?: \w+){0,2} ?$")
_OPENER = re.compile(r"(?:[,:—–]|-) ?(?:that )?$")


def touches(text: str, left: int, right: int) -> bool:
    """Say whether no word and no line break stands between two places."""
    return right - left < 6 and not re.search(r"[\w\n]", text[left:right])


def leads_on(page: Page, quotation: Quotation, start: int) -> bool:
    """Say whether a quotation runs into what stands at `start`: '"...," she', '"...?" asked', not '"... ." He'."""
    if not touches(page.text, quotation.span.end, start):
        return False
    closing = page.text[quotation.span.start : quotation.span.end].rstrip("\"“”„«»‘’'` ")
    return not closing.endswith(".") or page.text[quotation.span.end : start].strip() in DASHED


def encloses(page: Page, draft: Draft) -> bool:
    """Say whether a telling is set into a clause that goes on after it: 'The maps, Ek said, "lead home" at last'."""
    if draft.kind != "before" or not draft.content or not _interrupts(page, draft):
        return False
    first, last = draft.content[0], draft.content[-1]
    between = page.text[draft.group.end : last.start]
    if first.end > draft.group.start or not re.fullmatch(r",\s+[\"“‘']*", between):
        return False
    opening = next((q for q in page.quotations if q.span.start in (last.start, last.start - 1)), None)
    if opening is not None and opening.inner(page.text)[:1].isupper():
        return False  # 'In the letter, he wrote, "We must go."'
    return not any(q.span.start <= first.start and first.end <= q.span.end for q in page.quotations)


def told_around(page: Page, draft: Draft) -> tuple[Span, ...]:
    """Return the quotation that runs into the telling, with what goes on after it; none where none does."""
    if not _interrupts(page, draft):
        return ()
    left = next((q for q in page.quotations if leads_on(page, q, draft.group.start)), None)
    if left is None or not _breaks(page, left, draft.group.start):
        return ()
    if draft.kind in _GOVERNED and page.text[draft.sentence.start : left.span.start].strip():
        return ()  # 'Bemoaning the "old net," Ek accused the guild of sloth'
    starts = [part.start for part in draft.content if part.overlaps(left.span)]
    start = min([*starts, left.span.start])
    if page.text[start : left.span.start].rstrip().endswith(":"):
        start = left.span.start  # 'He had one worry: "the roof," he said'
    return (Span(start, left.span.end), *resumed(page, draft))


def _breaks(page: Page, quotation: Quotation, start: int) -> bool:
    """Say whether a mark divides the quotation from the telling: not 'the "special" minister said'."""
    return re.search(r"[,?!…—–-]", page.text[quotation.span.end - 3 : start]) is not None


def _interrupts(page: Page, draft: Draft) -> bool:
    """Say whether a draft may be a telling in parenthesis: a verb that takes quotations, right beside its source."""
    cue, source = draft.cue, draft.source_span
    if cue.frame.sort != "verb" or cue.passive or cue.head.tag_ in ("VB", "VBG") or source is None:
        return False
    if not any("quote" in f.takes and len(f.words) == 1 for f in frames().get(cue.frame.words[0], ())):
        return False
    place = draft.cue_span
    left, right = (source.end, place.start) if source.end <= place.start else (place.end, source.start)
    return not page.told_between(left, right)


def _parted(page: Page, after: Quotation, end: int) -> bool:
    """Say whether something is told before the quotation that may be another's; one in small letters goes on."""
    goes_on = after.inner(page.text)[:1].islower()
    return page.quoted_between(end, after.span.start) if goes_on else page.told_between(end, after.span.start)


def resumed(page: Page, draft: Draft) -> tuple[Span, ...]:
    """Return what is quoted further after the telling, in its sentence: ', "and so on"', 'and "so on"'."""
    end = draft.group.end
    quoted = next((q for q in page.quotations if end <= q.span.start < draft.sentence.end), None)
    if quoted is None or _parted(page, quoted, end):
        return ()
    after = quoted.span
    between = page.text[end : after.start]
    joiner = _JOINER.search(between)
    unmarked = between == " " and page.text[after.start + 1 : after.start + 2].isupper()  # '"No," he said "Not yet."'
    if not joiner and not unmarked and not _OPENER.search(between):
        return ()
    start = end + joiner.start() if joiner else after.start
    last = draft.sentence.end
    rest = page.text[after.end : last]
    if after.end >= last or page.told_between(after.end, last) or not re.search(r"\w", rest):
        return (Span(start, after.end),)
    return (Span(start, after.end + len(rest.rstrip(".!? "))),)
