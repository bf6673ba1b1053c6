"""Read the attributions of one sentence as spans: cue, source, content.

In: a parsed sentence. Out: `Draft`s, one a cue at most, in order of their cues; quotations that run over sentences,
speakers and acts are left to `attribution`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from dateline.annotate.sentences import Sentence
from dateline.extract.acts import withholds
from dateline.extract.complements import Range
from dateline.extract.contents import find_content
from dateline.extract.cues import Cue, find_cues
from dateline.extract.phrase import Source
from dateline.extract.sources import find_source
from dateline.model.text import Span


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution before its speaker is known; `content` is empty where only a quotation beside it can fill it."""

    sentence: Sentence
    cue: Cue
    source: Source | None
    content: tuple[Span, ...] = field(default=())
    kind: str = "beside"  # the kind of complement that the content is

    @property
    def cue_span(self) -> Span:
        """The cue's place in the article's text."""
        return place(self.sentence, (self.cue.first, self.cue.last))

    @property
    def source_span(self) -> Span | None:
        """The source's place in the article's text."""
        return place(self.sentence, (self.source.first, self.source.last)) if self.source else None

    @property
    def group(self) -> Span:
        """From the first of source and cue to the last of both."""
        spans = [self.cue_span, *([self.source_span] if self.source_span else [])]
        return Span(min(s.start for s in spans), max(s.end for s in spans))


_MEANS = frozenset({"in", "on", "by", "via", "through", "during"})
"""Prepositions before that in which something is told."""


def place(sentence: Sentence, part: Range) -> Span:
    """Return the place of a range of tokens in the article's text."""
    return sentence.stretch(sentence.doc[part[0]], sentence.doc[part[1]])


def read_drafts(sentence: Sentence) -> list[Draft]:
    """Return the sentence's attributions, and the cues whose content may be a quotation outside it."""
    found: list[Draft] = []
    for _, cues in _by_head(find_cues(sentence.doc)):
        over = [draft for draft in found if _overlap(draft.cue, cues[0])]
        if any(draft.content for draft in over) or not (draft := _first_with_content(sentence, cues)):
            continue
        if over and not draft.content:
            continue
        found = [other for other in found if other not in over]  # "began" waits, "began by saying" tells
        found.append(draft)
    found = [draft for draft in found if not (_only_carries(draft, found) or _told_before_colon(draft, found))]
    found = [draft for draft in found if not _is_withheld(draft, found)]
    return [_settle_source(draft, found) for draft in found]


def _told_before_colon(draft: Draft, others: list[Draft]) -> bool:
    """Say whether a colon only follows what tells already: "*According to* the Herald: ..."."""
    if draft.cue.frame.sort != "colon":
        return False
    telling = [other for other in others if other.cue.frame.sort == "preposition" and other.cue.first == 0]
    return any(part.overlaps(draft.content[0]) for other in telling for part in other.content if draft.content)


def _is_withheld(draft: Draft, others: list[Draft]) -> bool:
    """Say whether a telling is the one that somebody would not give: "declined *to say* whether"."""
    verb = draft.cue.head
    refused = [o for o in others if verb.dep_ == "xcomp" and o.cue.head.i == verb.head.i and o.content]
    return any(withholds(other.cue, _words(other)) for other in refused)


def _words(draft: Draft) -> str:
    """Return the words of the first part of what is told."""
    start = draft.sentence.start
    return draft.sentence.text[draft.content[0].start - start : draft.content[0].end - start]


def _only_carries(draft: Draft, others: list[Draft]) -> bool:
    """Say whether a noun only says in what a verb's content was told: "said in a *statement* that the road is safe"."""
    noun = draft.cue.head
    if draft.cue.frame.sort != "noun" or noun.dep_ != "pobj" or noun.head.lower_ not in _MEANS or not draft.content:
        return False
    telling = [other for other in others if other.cue.head.i == noun.head.head.i and other.content]
    return any(part.overlaps(draft.content[0]) for other in telling for part in other.content)


def _settle_source(draft: Draft, others: list[Draft]) -> Draft:
    """Give a participle that goes on with a telling the source of that telling."""
    before = _goes_on_from(draft, others) if draft.source is not None else None
    return draft if before is None else replace(draft, source=before)


def cut_source(draft: Draft, others: Iterable[Draft]) -> Draft:
    """Cut from a source the relative clause that tells of its own: "..., said Ek, *who denied that* ..."."""
    if draft.source is None:
        return draft
    for other in others:
        inner = other.source
        telling = inner is not None and inner.bearer is not None and inner.bearer.i == draft.source.head.i
        if telling and inner is not None and draft.source.head.i < inner.first <= draft.source.last:
            last = inner.first - 1
            while last > draft.source.head.i and _is_loose(sentence_token(draft, last)):
                last -= 1
            return replace(draft, source=replace(draft.source, last=last))
    return draft


def _is_loose(token: Token) -> bool:
    """Say whether a word only joins a phrase to what was cut from its end: a comma, "and"."""
    return token.is_punct or token.dep_ == "cc"


def sentence_token(draft: Draft, number: int) -> Token:
    """Return a token of the draft's sentence by its number."""
    return draft.sentence.doc[number]


def _goes_on_from(draft: Draft, others: list[Draft]) -> Source | None:
    """Return the source of the telling that goes on after its content: '"no," *adding* that', 'and *called*'."""
    tag = draft.cue.head.tag_
    if tag not in ("VBG", "VBD", "VBZ") or draft.source is None:
        return None
    for other in others:
        if not other.content or other.source is None or other is draft:
            continue
        end = other.content[-1].end - draft.sentence.start
        between = draft.sentence.text[end : draft.cue_span.start - draft.sentence.start]
        inside = any(part.covers(draft.source_span) for part in other.content if draft.source_span)
        joined = tag == "VBG" or (tag == other.cue.head.tag_ and "and" in between)
        if inside and joined and 0 < len(between) < 8 and re.fullmatch(r"[\s,\"”’']*(?:and )?", between):
            return other.source
    return None


def _overlap(left: Cue, right: Cue) -> bool:
    return left.first <= right.last and right.first <= left.last


def _by_head(cues: Iterable[Cue]) -> Iterator[tuple[Token, list[Cue]]]:
    groups: dict[int, list[Cue]] = {}
    for cue in cues:
        groups.setdefault(cue.head.i, []).append(cue)
    for group in groups.values():
        yield group[0].head, group


def _first_with_content(sentence: Sentence, cues: list[Cue]) -> Draft | None:
    waiting: Draft | None = None
    for cue in cues:
        source = find_source(cue)
        found = find_content(cue, source)
        if found is not None:
            content = tuple(sorted(span for part in found.parts for span in _without(sentence, part, cue, source)))
            if content:
                return Draft(sentence, cue, source, content, found.kind)
        if cue.takes("quote") and waiting is None:
            waiting = Draft(sentence, cue, source)
    return waiting


def _without(sentence: Sentence, part: Range, cue: Cue, source: Source | None) -> Iterator[Span]:
    """Yield what is left of a range when cue and source are cut out."""
    cuts = sorted([(cue.first, cue.last), *([(source.first, source.last)] if source else [])])
    first, last = part
    for low, high in cuts:
        if low <= last and high >= first:
            if low > first:
                yield place(sentence, (first, low - 1))
            first = max(first, high + 1)
    if first <= last:
        yield place(sentence, (first, last))
