"""Bring drafts and quotations together: what is said may run over sentences and paragraphs.

In: the drafts of all sentences and the article's quotations. Out: `Speech`es with whole quotations as content, those
without a cue of their own given to the speaker who goes on, or to no one.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Token

from dateline.annotate.sentences import Sentence
from dateline.extract.cues import word_set
from dateline.extract.drafts import Draft
from dateline.extract.firmness import weigh
from dateline.extract.parentheses import Page, leads_on, resumed, told_around
from dateline.extract.quotations import Quotation, stands_alone
from dateline.extract.sources import Source, find_subject, noun_phrase
from dateline.model.text import Article, Span

_SIGNATURE = re.compile(
    r"\s{0,2}(?P<mark>[―—–]|--?)\s?(?P<name>[A-Z][\w.'’-]*(?: (?:[a-z]{2} )?[A-Z][\w.'’-]*){0,4}?)(?:, [^\n]{1,60})?\.?\s*(?=\n|$)"
)
_LEADS = re.compile(r"[,:]?\s+")
_AND = re.compile(r",?\s+(?:and|but|or)(?:\s+that)?\s+")


@dataclass(frozen=True, slots=True)
class Speech:
    """Cue, source and content as spans; `draft` has the words behind them, `kind` is direct, indirect or mixed."""

    cue: Span
    content: tuple[Span, ...]
    kind: str = "direct"
    draft: Draft | None = None
    sentence: Sentence | None = None  # where the source stands
    source: Source | None = None
    index: int = 0  # the number of its sentence
    held: bool = False  # told by someone who is quoted, in the quotation


def gather_speeches(
    article: Article, sentences: Sequence[Sentence], drafts: Iterable[Draft], quotations: Sequence[Quotation]
) -> list[Speech]:
    """Return all speeches: those with a cue, then the quotations that no cue claims."""
    drafts = list(drafts)
    page = Page(article.text, sentences, quotations, [draft.cue_span for draft in drafts])
    speeches = [speech for draft in drafts if (speech := _speech(page, draft))]
    for quotation in quotations:
        if not any(_claims(speech, quotation) for speech in speeches):
            _attach(page, quotation, speeches)
    return speeches


def _claims(speech: Speech, quotation: Quotation) -> bool:
    """Say whether a quotation is the content of a speech, or part of it; what is told within it does not count."""
    return not quotation.span.covers(speech.cue) and any(quotation.span.overlaps(part) for part in speech.content)


def _speech(page: Page, draft: Draft) -> Speech | None:
    held = next((q.span for q in page.quotations if q.span.covers(draft.cue_span)), None)
    if held:
        content = tuple(_clip(part, held) for part in draft.content if part.overlaps(held))
    elif around := told_around(page, draft):
        content = around
    elif draft.cue.takes("quote") and not _told(draft, page) and (beside := _beside(page, draft)):
        content = beside
    elif draft.kind == "before" and (after := _right_after(page, draft)):
        content = after
    else:
        content = _whole(draft, page)
        if draft.kind == "before" and not any(part.start >= draft.group.end for part in content):
            content = (*content, *resumed(page, draft))
    kind = _kind(content, page.quotations, held)
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
    return tuple(_join(_with_joined(grown, page.quotations, draft)))


def _meets(part: Span, quotation: Span, text: str) -> bool:
    """Say whether a part shares a character with a quotation or runs right into it: 'that the mayor "had lied"'."""
    return part.overlaps(quotation) or text[part.end : quotation.start] == " "


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


def _join(parts: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for part in sorted(parts):
        if joined and part.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, part.end))
        else:
            joined.append(part)
    return joined


def _beside(page: Page, draft: Draft) -> tuple[Span, ...]:
    """Return the quotation right before or right after a cue that has found no content in its sentence."""
    group = draft.group
    if draft.cue.head.tag_ == "VB" and not draft.content:
        return ()  # "to answer", "let him say": nothing has been said
    for quotation in page.quotations:
        span = quotation.span
        before = not draft.content and not draft.cue.passive and draft.cue.head.tag_ != "VBG"
        if span.end <= group.start and before and leads_on(page, quotation, group.start):
            return (span,)
        if span.start >= group.end:
            return (span,) if _introduces(page.text[group.end : span.start], draft) else ()
    return ()


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


# ---------------------------------------------------------------- quotations without a cue


def _attach(page: Page, quotation: Quotation, speeches: list[Speech]) -> None:
    """Give a quotation that no cue claims to the speech that it continues, or make it a speech of its own."""
    inside = [s for s in page.sentences if s.span.overlaps(quotation.span)]
    if signed := _signed(page, quotation):
        speeches.append(signed)
        return
    if (
        not inside
        or not stands_alone(quotation, page.sentences, page.text)
        or not _speaks(inside, quotation, page.text)
    ):
        return
    first = inside[0]
    before = _before(first, speeches)
    if before is not None and before.index >= 0:
        at = speeches.index(before)
        if _paragraph(page, before) == first.paragraph:
            speeches[at] = replace(before, content=tuple(_join([*before.content, quotation.span])))
        else:
            speeches.append(replace(before, content=(quotation.span,), kind="direct", index=inside[-1].index))
        return
    speeches.append(_unclaimed(page, quotation, inside))


def _signed(page: Page, quotation: Quotation) -> Speech | None:
    """Return the speech of a quotation that makes up a paragraph with a dash and a name after it."""
    start, end = quotation.span.start, quotation.span.end
    signature = _SIGNATURE.match(page.text, end)
    if signature is None or page.text[:start].rstrip(" ")[-1:] not in ("", "\n"):
        return None
    mark = Span(signature.start("mark"), signature.end("mark"))
    sentence = next((s for s in page.sentences if s.start <= signature.start("name") < s.end), None)
    words = sentence.tokens(Span(signature.start("name"), signature.end("name"))) if sentence else []
    if sentence is None or not words:
        return None
    head = max((t for t in words if t.pos_ == "PROPN"), key=lambda t: t.i, default=words[-1])
    return Speech(
        mark, (quotation.span,), "direct", None, sentence, Source(head, words[0].i, words[-1].i), sentence.index
    )


def _speaks(inside: Sequence[Sentence], quotation: Quotation, text: str) -> bool:
    """Say whether a quotation is speech and not a title or a single word: it has a verb, or an end mark of its own."""
    words = quotation.inner(text)
    return any(t.pos_ in ("VERB", "AUX") for s in inside for t in s.doc) and len(words.split()) > 2


def _paragraph(page: Page, speech: Speech) -> int:
    return page.sentences[speech.index].paragraph


def _before(first: Sentence, speeches: Sequence[Speech]) -> Speech | None:
    """Return the last speech of this paragraph, or of the one right before, that a quotation may go on from."""
    near = [
        s
        for s in speeches
        if first.index - 2 <= s.index <= first.index and s.content[0].start < first.start and not s.held
    ]
    near = [s for s in near if s.draft is None or s.draft.cue.takes("quote") or s.kind != "indirect"]
    near = [s for s in near if s.index == first.index - 1 or s.kind != "indirect"]
    told = [s for s in near if s.kind != "indirect" or (s.draft and s.draft.kind in ("clause", "before", "topic"))]
    return max(told or near, key=lambda s: (s.index, s.kind != "indirect", s.content[-1].end), default=None)


def _unclaimed(page: Page, quotation: Quotation, inside: Sequence[Sentence]) -> Speech:
    first, last = inside[0], inside[-1]
    mark = Span(quotation.span.start, quotation.span.start + 1)
    if first.index and (told := _scene(page.sentences[first.index - 1])):
        sentence, verb, source = told
        return Speech(sentence.place(verb), (quotation.span,), "direct", None, sentence, source, last.index)
    return Speech(mark, (quotation.span,), index=last.index)


def _scene(sentence: Sentence) -> tuple[Sentence, Token, Source] | None:
    """Return verb and subject of a sentence that tells of someone being asked, answering, speaking."""
    root = next(t for t in sentence.doc if t.head.i == t.i)
    words = word_set("sources", "scene")
    if root.pos_ not in ("VERB", "AUX") or not any(
        t.lemma_.lower() in words for t in sentence.doc if t.pos_ in ("VERB", "NOUN")
    ):
        return None
    subject = find_subject(root)
    return (sentence, root, noun_phrase(subject)) if subject is not None else None
