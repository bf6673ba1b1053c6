"""Give the quotations that no cue claims to who goes on speaking, to who is named before or after them, or to no one.

In: the article's speeches so far, and a quotation that none of them holds. Out: the speeches with it. Quotations that a
cue stands beside are left to `speeches`.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from dateline.annotate.sentences import Sentence
from dateline.extract.cues import first_token, word_set
from dateline.extract.phrase import Source, noun_phrase
from dateline.extract.quotations import Quotation, stands_alone
from dateline.extract.sources import find_subject
from dateline.extract.speech import Page, Speech, join_parts
from dateline.model.text import Span

_SIGNATURE = re.compile(
    r"\s{0,2}(?P<mark>[―—–]|--?)\s?(?P<name>[A-Z][\w.'’-]*(?: (?:[a-z]{2} )?[A-Z][\w.'’-]*){0,4}?)"
    r"(?:, [^\n]{1,60})?\.?\s*(?=\n|$)"
)
_TRANSCRIPT = re.compile(r"[\"“'‘]?\s*(?P<name>[A-Z][A-Z.'’ -]{2,40})(?P<mark>:)\s")
_TELLING = frozenset({"clause", "before", "beside", "topic"})
_LONGEST_CUE = 9  # tokens of "gave the man a back-handed compliment:"; of longer ones the verb alone is the cue


def attach(page: Page, quotation: Quotation, speeches: list[Speech]) -> None:
    """Give a quotation that no cue claims to the speech that it continues, or make it a speech of its own."""
    inside = [s for s in page.sentences if s.span.overlaps(quotation.span)]
    named = _signed(page, quotation) or (_scripted(page, quotation, inside) or _led(page, quotation, inside))
    if named:
        speeches.append(named)
    elif inside and _resumes(page, quotation, inside[0]):
        _go_on(page, quotation, inside, speeches)
    elif inside and (_speaks(inside, quotation, page.text) or _adds(page, quotation, inside[0], speeches)):
        if stands_alone(quotation, page.sentences, page.text):
            _go_on(page, quotation, inside, speeches)
        else:
            _run_on(page, quotation, inside, speeches)


def _go_on(page: Page, quotation: Quotation, inside: Sequence[Sentence], speeches: list[Speech]) -> None:
    """Give whole quoted sentences to who spoke before, or to who is told of there, or to no one."""
    before = _before(page, inside[0], speeches)
    if before is None:
        speeches.append(_unclaimed(page, quotation, inside))
    elif _paragraph(page, before) == inside[0].paragraph:
        joined = tuple(join_parts([*before.content, quotation.span]))
        speeches[speeches.index(before)] = replace(before, content=joined)
    else:
        speeches.append(replace(before, content=(quotation.span,), kind="direct", index=inside[-1].index))


def _adds(page: Page, quotation: Quotation, first: Sentence, speeches: Sequence[Speech]) -> bool:
    """Say whether whole sentences without a verb follow a quotation there: '"..." he said. "Thanks, all."'."""
    before = [s for s in speeches if s.index == first.index - 1 and s.kind == "direct" and s.draft is not None]
    ended = quotation.inner(page.text)[-1:] in (".", "!", "?", "…")
    return bool(before) and ended and _paragraph(page, before[-1]) == first.paragraph


def _resumes(page: Page, quotation: Quotation, first: Sentence) -> bool:
    """Say whether a few words without a speaker of their own lead up to a quotation: 'Then, after a pause: "No."'."""
    lead = page.text[first.start : quotation.span.start].rstrip()
    if not lead.endswith(":") or not any(lead.lower().startswith(w) for w in word_set("reporting", "resuming")):
        return False
    before = first.tokens(Span(first.start, quotation.span.start))
    return not any(t.pos_ in ("VERB", "AUX", "PROPN") or t.dep_ in ("nsubj", "nsubjpass") for t in before)


def _run_on(page: Page, quotation: Quotation, inside: Sequence[Sentence], speeches: list[Speech]) -> None:
    """Let a sentence that is quoted in part and tells by no cue go on with the telling right before it."""
    first, end = inside[0], inside[-1].end
    opens = quotation.span.start == first.start
    if page.quoted_between(quotation.span.end, end) or not (opens or _is_bare(page, quotation, inside)):
        return
    before = _before(page, first, speeches)
    if before is None or _paragraph(page, before) != first.paragraph or not _leads_over(before, first, opens=opens):
        return
    rest = Span(first.start, first.start + len(page.text[first.start : end].rstrip(".!? ")))
    joined = tuple(join_parts([*before.content, rest]))
    speeches[speeches.index(before)] = replace(before, content=joined, kind="mixed")


def _is_bare(page: Page, quotation: Quotation, inside: Sequence[Sentence]) -> bool:
    """Say whether nobody tells anything in a sentence outside its quotation: 'It is "a tax on the rich".'."""
    start, end = inside[0].start, inside[-1].end
    return not any(start <= cue.start and cue.end <= end and not quotation.span.covers(cue) for cue in page.cues)


def _leads_over(before: Speech, first: Sentence, *, opens: bool) -> bool:
    """Say whether a telling may go on in the sentence after it: after a quotation, or right after a verb of saying."""
    if opens:
        return before.kind != "indirect"
    said = before.draft is not None and before.draft.cue.takes("quote") and before.draft.kind in _TELLING
    return said and before.index == first.index - 1


def _scripted(page: Page, quotation: Quotation, inside: Sequence[Sentence]) -> Speech | None:
    """Return the speech of a transcript's paragraph: "EK: We shall see."."""
    opening = _TRANSCRIPT.match(page.text, quotation.span.start)
    words = inside[0].tokens(Span(opening.start("name"), opening.end("name"))) if opening and inside else []
    if opening is None or not words:
        return None
    mark, content = Span(opening.start("mark"), opening.end("mark")), Span(opening.end(), quotation.span.end)
    source = Source(words[-1], words[0].i, words[-1].i)
    return (
        Speech(mark, (content,), "direct", None, inside[0], source, inside[-1].index)
        if content.end > content.start
        else None
    )


def _led(page: Page, quotation: Quotation, inside: Sequence[Sentence]) -> Speech | None:
    """Return the speech of a quotation that a colon leads up to: "He had one wish: ", "More from the mayor: "."""
    if not inside:
        return None
    first = inside[0]
    leading = first if page.text[first.start : quotation.span.start].strip() else None
    if leading is None and first.index:
        leading = page.sentences[first.index - 1]
    if leading is None or page.text[leading.start : quotation.span.start].rstrip()[-1:] != ":":
        return None
    before = leading.tokens(Span(leading.start, quotation.span.start))
    colon = next((t for t in reversed(before) if t.text == ":"), None)
    if colon is None or (told := _leader(leading, colon)) is None:
        return None
    cue, source = told
    return Speech(cue, (quotation.span,), "direct", None, leading, source, inside[-1].index)


def _leader(sentence: Sentence, colon: Token) -> tuple[Span, Source] | None:
    """Return cue and source of what leads up to a colon; a name alone, or after a dash, speaks by the colon."""
    if colon.i and (dashed := _dashed_name(sentence.doc[colon.i - 1])) is not None:
        return sentence.place(colon), dashed
    finite = [t for t in sentence.doc[: colon.i] if t.tag_ in ("VBD", "VBZ", "VBP", "MD") and _main(t)]
    verb = next((t for t in finite if t.dep_ == "ROOT"), next(iter(finite), None))
    if verb is not None and verb.dep_ in ("aux", "auxpass"):
        verb = verb.head
    subject = find_subject(verb) if verb is not None else None
    if verb is not None and subject is not None and subject.i < colon.i:
        last = colon.i - 1 if colon.i - verb.i <= _LONGEST_CUE else verb.i
        source = noun_phrase(subject)
        if source.last < verb.i and subject.lower_ not in ("it", "there", "this", "that"):
            return sentence.stretch(sentence.doc[first_token(verb)], sentence.doc[last]), source
    if verb is None and colon.i and sentence.doc[colon.i - 1].pos_ == "PROPN":
        name = sentence.doc[colon.i - 1]
        return sentence.place(colon), Source(name, _name_start(name), name.i)
    lead = sentence.doc[: colon.i]
    placed = _presented(lead) or (_placed_name(lead) if verb is None else None)
    return (sentence.place(colon), placed) if placed is not None else None


def _presented(lead: DocSpan) -> Source | None:
    """Return who is presented before a colon: "More from the report: ...", "Here is Ek in 1992: ..."."""
    opening = max(
        (w for w in word_set("reporting", "presenting") if lead.text.lower().startswith(f"{w} ")), key=len, default=""
    )
    if not opening or len(lead) > 2 * _LONGEST_CUE:
        return None
    rest = [t for t in lead if t.idx - lead[0].idx > len(opening)]
    end = next((i for i, t in enumerate(rest) if i and t.pos_ == "ADP"), len(rest))
    heads = [t for t in rest[:end] if t.pos_ in ("PROPN", "NOUN")]
    return Source(heads[-1], rest[0].i, heads[-1].i) if heads else None


def _placed_name(lead: DocSpan) -> Source | None:
    """Return the name before the place or time where somebody speaks: "Mr Ek on the radio: ..."."""
    at = next((t.i for t in lead if t.pos_ == "ADP"), 0)
    if not 0 < at <= _LONGEST_CUE or len(lead) - at > _LONGEST_CUE or any(t.pos_ == "VERB" for t in lead):
        return None
    words = [t for t in lead[:at] if t.pos_ == "PROPN"]
    return Source(words[-1], words[0].i, words[-1].i) if words and words[-1].i == at - 1 and words[0].i < 2 else None


def _dashed_name(last: Token) -> Source | None:
    """Return the name that stands between a dash and the end: "Rain kept them away - Carl Ek: ..."."""
    first = _name_start(last)
    dashed = last.pos_ == "PROPN" and first > 1 and last.doc[first - 1].text in ("-", "–", "—", "--")
    return Source(last, first, last.i) if dashed and last.doc[first - 2].whitespace_ else None


def _main(verb: Token) -> bool:
    return verb.dep_ in ("ROOT", "ccomp", "conj", "parataxis", "aux", "auxpass") or verb.head.i > verb.i


def _name_start(name: Token) -> int:
    at = name.i
    while at and name.doc[at - 1].pos_ in ("PROPN", "CCONJ"):
        at -= 1
    return at


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


def _before(page: Page, first: Sentence, speeches: Sequence[Speech]) -> Speech | None:
    """Return the last speech of this paragraph, or of the one right before, that a quotation may go on from."""
    near = [
        s
        for s in speeches
        if first.index - 2 <= s.index <= first.index and s.content[0].start < first.start and not s.held
    ]
    if first.index and page.sentences[first.index - 1].paragraph == first.paragraph:
        near = [s for s in near if _paragraph(page, s) == first.paragraph]
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
    root = next(t for t in sentence.words if t.head.i == t.i)
    words = word_set("sources", "scene")
    if root.pos_ not in ("VERB", "AUX") or not any(
        t.lemma_.lower() in words for t in sentence.words if t.pos_ in ("VERB", "NOUN")
    ):
        return None
    subject = find_subject(root)
    return (sentence, root, noun_phrase(subject)) if subject is not None else None
