"""Bring drafts and quotations together: what is said may run over sentences and paragraphs.

In: the drafts of all sentences and the article's quotations. Out: `Speech`es with whole quotations as content, those
without a cue of their own left to `uncued`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from dateline.annotate.sentences import Sentence
from dateline.extract.cues import word_set
from dateline.extract.drafts import Draft, cut_source
from dateline.extract.firmness import weigh
from dateline.extract.parentheses import encloses, leads_on, resumed, told_around, touches
from dateline.extract.quotations import Quotation, pair_marks
from dateline.extract.speech import Page, Speech, join_parts
from dateline.extract.uncued import attach
from dateline.extract.works import names_work
from dateline.model.text import Article, Span

_NESTED = 30  # characters between a cue and what it quotes within a quotation: " the whole board, "
_LEADS = re.compile(r"(?: \w+ly)?[,:]?\s+")
_AND = re.compile(r",?\s+(?:and|but|or)(?:,?\s+that)?,?\s+")
_TAG = re.compile(r"</?[A-Za-z][^<>\n]*>")


def gather_speeches(
    article: Article, sentences: Sequence[Sentence], drafts: Iterable[Draft], quotations: Sequence[Quotation]
) -> list[Speech]:
    """Return all speeches: those with a cue, then the quotations that no cue claims."""
    tags = [Span(*m.span()) for m in _TAG.finditer(article.text)] if "<" in article.text else []
    drafts = [draft for draft in drafts if not any(tag.covers(draft.cue_span) for tag in tags)]
    quotations = [q for q in quotations if not names_work(q, article.text)]
    told = [draft for draft in drafts if not _is_asked(draft)]
    quoting = [draft.cue_span for draft in told if draft.cue.takes("quote")]
    page = Page(article.text, sentences, quotations, [draft.cue_span for draft in told], quoting)
    speeches = _cut_sources([speech for draft in drafts if (speech := _speech(page, draft))])
    for quotation in quotations:
        if not any(_claims(speech, quotation) for speech in speeches):
            attach(page, quotation, speeches)
    return speeches


def _cut_sources(speeches: list[Speech]) -> list[Speech]:
    """Return the speeches, what tells of its own cut from the sources of others in the sentence."""
    told: dict[int, list[Draft]] = {}
    for speech in speeches:
        if speech.draft is not None:
            told.setdefault(speech.index, []).append(speech.draft)
    return [_with_source(s, cut_source(s.draft, told[s.index])) if s.draft is not None else s for s in speeches]


def _with_source(speech: Speech, draft: Draft) -> Speech:
    return speech if draft is speech.draft else replace(speech, draft=draft, source=draft.source)


def _is_asked(draft: Draft) -> bool:
    """Say whether a draft only tells what somebody was asked: "said *when asked* about it"; it leads to no speech."""
    lefts = list(draft.cue.head.lefts)
    when = any(c.lower_ == "when" for c in lefts) and not any(c.dep_ in ("nsubj", "nsubjpass") for c in lefts)
    return (draft.cue.passive or when) and draft.cue.frame.words[0] in word_set("acts", "asking")


def _claims(speech: Speech, quotation: Quotation) -> bool:
    """Say whether a quotation is the content of a speech, or part of it; what is told within it does not count."""
    return not quotation.span.covers(speech.cue) and any(quotation.span.overlaps(part) for part in speech.content)


def _speech(page: Page, draft: Draft) -> Speech | None:
    held = next((q.span for q in page.quotations if q.span.covers(draft.cue_span)), None)
    nested = _nested(page, draft, held) if held else ()
    if held:
        content = nested or tuple(_clip(part, held) for part in draft.content if part.overlaps(held))
    elif encloses(page, draft):
        content = _whole(draft, page)
    elif around := told_around(page, draft):
        content = around
    elif draft.cue.takes("quote") and not _told(draft, page) and (beside := _beside(page, draft)):
        content = tuple(_with_joined(list(beside), page.quotations, draft))
    elif draft.kind == "before" and (after := _right_after(page, draft)):
        content = after
    else:
        content = _whole(draft, page)
        content = (*content[:-1], *(_goes_on_quoted(part, page, draft) for part in content[-1:]))
        if draft.kind == "before" and not any(part.start >= draft.group.end for part in content):
            content = (*content, *resumed(page, draft))
    kind = "direct" if nested else _kind(content, page.quotations, held)
    if not content or weigh(draft, quoted=kind != "indirect", held=held is not None) < 0:
        return None
    return Speech(
        draft.cue_span,
        content,
        kind,
        draft,
        draft.sentence,
        draft.source,
        draft.sentence.index,
        held is not None,
    )


def _right_after(page: Page, draft: Draft) -> tuple[Span, ...]:
    """Return the quotation right after "Asked about it, he replied, ", unless it goes on with the words before."""
    end = draft.group.end
    after = next((q.span for q in page.quotations if q.span.start >= end), None)
    if after is None or not _LEADS.fullmatch(page.text[end : after.start]):
        return ()
    quoted = any(q.span.overlaps(part) for q in page.quotations for part in draft.content if part.start < end)
    if quoted and not page.text[after.start : after.end].lstrip("\"“”„«»‘’'` ")[:1].isupper():
        return ()
    return (after,)


def _told(draft: Draft, page: Page) -> bool:
    """Say whether the sentence itself gives the content, so that a quotation beside the cue is another's."""
    quoted = any(q.span.overlaps(part) for q in page.quotations for part in draft.content)
    return quoted or draft.kind in ("clause", "before", "infinitive", "topic")


def _nested(page: Page, draft: Draft, held: Span) -> tuple[Span, ...]:
    """Return the quotation within a quotation that a cue there leads up to: "he told me, 'Go home,' and I went"."""
    if not draft.cue.takes("quote"):
        return ()
    end = draft.cue_span.end
    for inner in pair_marks(page.text[held.start + 1 : held.end - 1], held.start + 1):
        between = page.text[end : inner.span.start]
        if inner.span.start >= end and len(between) < _NESTED and re.fullmatch(r"(?: \w+){0,3}[,:] ?", between):
            return (inner.span,)
    return ()


def _clip(part: Span, held: Span) -> Span:
    return Span(max(part.start, held.start), min(part.end, held.end))


def _whole(draft: Draft, page: Page) -> tuple[Span, ...]:
    """Return the content with every quotation that it cuts made whole, and parts that now touch joined."""
    grown = list(draft.content)
    for quotation in page.quotations:
        span = quotation.span
        for i, part in enumerate(grown):
            if _meets(part, span, page.text) and not span.overlaps(draft.group):
                grown[i] = Span(min(part.start, span.start), max(part.end, span.end))
    return tuple(join_parts(_with_joined(grown, page.quotations, draft)))


def _meets(part: Span, quotation: Span, text: str) -> bool:
    """Say whether a part shares a character with a quotation or runs right into it: 'that the mayor "had lied"'."""
    return part.overlaps(quotation) or text[part.end : quotation.start] == " "


def _goes_on_quoted(part: Span, page: Page, draft: Draft) -> Span:
    """Return a clause with the quotation that "but" joins to it: 'he said he had offers, *but "they were poor"*'."""
    end = draft.sentence.end
    after = next((q.span for q in page.quotations if part.end <= q.span.start < q.span.end <= end), None)
    if after is None or draft.kind != "clause" or not _AND.fullmatch(page.text[part.end : after.start]):
        return part
    alone = not re.search(r"\w", page.text[after.end : end])
    return Span(part.start, after.end) if alone else part


def _with_joined(parts: list[Span], quotations: Sequence[Quotation], draft: Draft) -> list[Span]:
    """Let a content that ends with a quotation take in another that "and" joins to it."""
    near = [q for q in quotations if draft.sentence.span.overlaps(q.span)]
    for left, right in pairwise(near):
        for i, part in enumerate(parts):
            between = draft.sentence.text[
                left.span.end - draft.sentence.start : right.span.start - draft.sentence.start
            ]
            inside = draft.sentence.start <= left.span.start and right.span.start < draft.sentence.end
            if inside and part.end == left.span.end and _AND.fullmatch(between):
                parts[i] = Span(part.start, right.span.end)
    return parts


def _beside(page: Page, draft: Draft) -> tuple[Span, ...]:
    """Return the quotation right before or right after a cue that has found no content in its sentence."""
    group = draft.group
    if draft.cue.head.dep_ == "amod":
        return ()  # "a written statement", "the charged term"
    if draft.cue.head.tag_ == "VB" and not draft.content:
        return ()  # "to answer", "let him say": nothing has been said
    for quotation in page.quotations:
        span = quotation.span
        before = not draft.content and not draft.cue.passive and draft.cue.head.tag_ != "VBG"
        if span.end <= group.start and before and (leads_on(page, quotation, group.start) or _only_tells(page, draft)):
            return (span,) if touches(page.text, span.end, group.start) else ()
        if span.start >= group.end:
            anothers = page.told_between(group.end, span.start) or (draft.cue.passive and draft.content)
            return (span,) if not anothers and _introduces(page.text[group.end : span.start], draft) else ()
    return ()


def _only_tells(page: Page, draft: Draft) -> bool:
    """Say whether the sentence is source and cue alone, cut off by the mark before it: '"We won." Ek said.'."""
    sentence, group = draft.sentence, draft.group
    around = page.text[sentence.start : group.start] + page.text[group.end : sentence.end]
    return not re.search(r"\w", around)


def _introduces(between: str, draft: Draft) -> bool:
    """Say whether what stands between a cue and a quotation only leads up to it: ", in a letter:"."""
    if len(between) > 160 or re.search(r"[.!?]['\"”’]?\s", between):
        return False
    if not re.search(r"\w", between):
        return not draft.content
    return between.rstrip().endswith(":") or (between.rstrip().endswith(",") and "\n" not in between)


def _kind(content: Sequence[Span], quotations: Sequence[Quotation], held: Span | None) -> str:
    marked = total = 0
    for part in content:
        total += part.end - part.start
        marked += sum(
            min(part.end, q.span.end) - max(part.start, q.span.start)
            for q in quotations
            if q.span.overlaps(part) and q.span != held
        )
    if not marked:
        return "indirect"
    return "direct" if marked >= total - 3 * len(content) else "mixed"
