"""Find the content of a cue within its sentence: what is said, thought or wanted.

In: a `Cue` and its `Source`. Out: ranges of token numbers, or none where the cue tells nothing here ("he said
nothing of it", "as he spoke"). Quotations that run on over sentences are left to `attribution`.
"""

from dataclasses import dataclass, replace

from spacy.tokens import Token

from dateline.extract.complements import MARKS, OBJECTS, Range, content_end, dependants, find_complement, trim
from dateline.extract.cues import Cue, is_held, word_set
from dateline.extract.phrase import Source
from dateline.extract.quotatives import QUOTES


@dataclass(frozen=True, slots=True)
class Found:
    """The ranges of a content's tokens, in order, and the kind of complement that they are."""

    kind: str  # clause, object, topic, infinitive, gerund, predicate, before, around, noun, sentence
    parts: tuple[Range, ...]


def find_content(cue: Cue, source: Source | None) -> Found | None:
    """Return the content that the cue's own sentence gives it, or None."""
    kind, parts = _find(cue, source)
    return Found(kind, tuple(parts)) if parts else None


def _find(cue: Cue, source: Source | None) -> tuple[str, list[Range]]:
    sort = cue.frame.sort
    if sort in ("preposition", "adverb"):
        return "sentence", _rest_of_clause(cue, source)
    if sort == "colon":
        return "sentence", _beside_colon(cue, source)
    if sort == "noun":
        return _after_noun(cue, source)
    if cue.passive:
        return "around", _around_passive(cue)
    if cue.takes("raising"):
        return "around", _around_raising(cue)
    if (around := _around_as(cue, source)) and cue.takes("quote"):
        return "before", around
    kind, after = ("", None) if _inverted(cue, source) else find_complement(cue)
    if after is not None:
        return kind, [after]
    if cue.takes("object") and (antecedent := _antecedent(cue, source)):
        return "gap", antecedent
    before = cue.takes("quote") and not _goes_on(cue) and not _is_aside(cue, source)
    return "before", _before(cue, source) if before else []


def _is_aside(cue: Cue, source: Source | None) -> bool:
    """Say whether a telling hangs on a clause of the writer's: "a man *who joked* of it", "when *she added* a word"."""
    relative = source is not None and source.head.tag_ in ("WP", "WDT") and cue.head.dep_ == "relcl"
    mark = next((c.lower_ for c in cue.head.lefts if c.dep_ == "mark" or c.tag_ == "WRB"), "as")
    return relative or (cue.head.dep_ == "advcl" and mark != "as")


def _goes_on(cue: Cue) -> bool:
    """Say whether a participle goes on with a telling, and takes nothing before it: 'she said, *adding*: "No."'."""
    return cue.head.tag_ == "VBG" and cue.head.dep_ in ("advcl", "acl") and cue.first == cue.head.i


def _antecedent(cue: Cue, source: Source | None) -> list[Range]:
    """Return the phrase whose relative clause lacks an object: "*a charge* the firm denies"."""
    head = cue.head
    fronted = next((c for c in head.lefts if c.dep_ == "dobj" and c.tag_ not in ("WP", "WDT")), None)
    if fronted is not None and source is not None and fronted.right_edge.i < source.first:
        return [(int(fronted.left_edge.i), int(fronted.right_edge.i))]
    if head.dep_ != "relcl" or source is None or source.bearer is not None or head.head.i > source.first:
        return []
    if any(c.dep_ in ("dobj", "ccomp", "xcomp", "prep", "attr", "oprd") and c.i > head.i for c in head.rights):
        return []
    part = trim(head, head.head.left_edge.i, head.head.i)
    return [part] if part else []


def _inverted(cue: Cue, source: Source | None) -> bool:
    """Say whether what looks like the cue's object is the one who speaks: '"...," recalled one of them'."""
    return (
        source is not None and cue.takes("quote") and source.head.dep_ in OBJECTS and source.head.head.i == cue.head.i
    )


# ---------------------------------------------------------------- before the cue


def _before(cue: Cue, source: Source | None) -> list[Range]:
    """Return the clause that stands before "..., she said" and what goes on after it."""
    doc = cue.head.doc
    left, right = _group(cue, source)
    if left == 0 or not _divided(doc[left - 1]):
        return []
    clause = next(
        (
            c
            for c in cue.head.lefts
            if c.dep_ in ("ccomp", "nsubj", "advcl", "dep", "parataxis", "dobj")
            and c.i < left
            and c.i != (source.head.i if source else -1)
        ),
        None,
    )
    start = clause.left_edge.i if clause is not None else 0
    parts = [trim(cue.head, min(start, left - 1), left - 1)]
    if (further := _further(cue, right)) is not None:
        parts.append(further)
    return [part for part in parts if part is not None]


def _divided(token: Token) -> bool:
    return token.text in MARKS or token.text in QUOTES


def _group(cue: Cue, source: Source | None) -> Range:
    """Return the outer tokens of source and cue, and of the one spoken to, the day and the place."""
    left = min(cue.first, source.first) if source else cue.first
    right = max(cue.last, source.last) if source else cue.last
    doc = cue.head.doc
    for child in cue.head.rights:
        if child.i > right and (
            child.dep_
            in ("dobj", "dative", "prep", "npadvmod", "advmod", "prt", "advcl", "agent", "acomp", "xcomp", "relcl")
        ):
            right = max(right, _unquoted_end(child))
    while right + 1 < len(doc) and source and doc[right + 1].head.i == source.head.i:
        right = doc[right + 1].right_edge.i
    return left, right


def _unquoted_end(child: Token) -> int:
    """Return the last token of a phrase, or the last before a quotation opens in it."""
    first, last = child.left_edge.i, child.right_edge.i
    opening = next((t.i for t in child.doc[first - 1 : last + 1] if t.text in QUOTES), None)
    return int(last if opening is None else opening - 1)


def _further(cue: Cue, right: int) -> Range | None:
    """Return what goes on after the parenthesis "..., he said, ..."."""
    doc = cue.head.doc
    if right + 2 >= len(doc) or not _divided(doc[right + 1]) or _tells_too(cue, right):
        return None
    start = right + 2
    below = [t for t in doc[start:] if not t.is_punct]
    if not below or (_own(below[0], cue) and below[0].nbor(-1).text not in QUOTES):
        return None
    return trim(cue.head, start, len(doc) - 1)


def _tells_too(cue: Cue, right: int) -> bool:
    """Say whether a participle with a clause of its own goes on with the telling: "..., Ek said, *noting* that ..."."""
    return any(
        c.tag_ == "VBG" and c.i <= right and any(g.dep_ == "ccomp" and g.i > c.i for g in c.rights)
        for c in cue.head.rights
    )


def _own(token: Token, cue: Cue) -> bool:
    """Say whether a word after the cue belongs to the telling, not to what is told."""
    climb = token
    while climb.head.i != climb.i and climb.head.i != cue.head.i:
        climb = climb.head
    if climb.head.i == cue.head.i and climb.i != cue.head.i:
        return (
            climb.dep_ in ("conj", "cc", "advcl", "prep", "npadvmod", "advmod", "relcl", "dobj", "parataxis")
            and climb.i > cue.head.i
        )
    return token.dep_ in ("cc",)


# ---------------------------------------------------------------- passives, appearances, nouns, prepositions


def _around_passive(cue: Cue) -> list[Range]:
    if not (cue.takes("passive") or cue.takes("expected") or cue.takes("topic")):
        return []
    complement = find_complement(cue)[1] or _phrase_after(cue)
    if _is_dated(cue):
        return []
    if complement is not None and cue.frame.words[0] in word_set("acts", "asking"):
        return [complement]  # whoever is asked says nothing
    subject = next((c for c in cue.head.lefts if c.dep_ in ("nsubjpass", "nsubj")), None)
    if subject is None and cue.head.dep_ in ("acl",) and complement is not None:
        return [complement]
    parts = (
        []
        if subject is None or subject.lower_ in ("it", "there")
        else [(subject.left_edge.i, min(subject.right_edge.i, cue.first - 1))]
    )
    return parts + ([complement] if complement else [])


def _is_dated(cue: Cue) -> bool:
    """Say whether a participle only dates its noun, and nobody is told to plan: "talks *planned for* 12 May"."""
    if cue.head.dep_ != "acl" or cue.last == cue.head.i or any(c.dep_ == "agent" for c in cue.head.rights):
        return False
    return any(c.dep_ == "pobj" and c.ent_type_ in ("DATE", "TIME") for c in cue.head.doc[cue.last].rights)


def _phrase_after(cue: Cue) -> Range | None:
    """Return what a passive says of its subject: "to ...", "of ...", "as ..."."""
    for child in dependants(cue):
        if child.dep_ in ("xcomp", "ccomp", "oprd", "acomp", "attr") or (
            child.dep_ == "prep" and child.lower_ in ("as", "of", "for", "over")
        ):
            return trim(cue.head, child.left_edge.i, child.right_edge.i)
    return None


def _around_raising(cue: Cue) -> list[Range]:
    complement = next(
        (c for c in dependants(cue) if c.dep_ in ("xcomp", "ccomp", "oprd", "acomp", "attr", "advcl", "prep")), None
    )
    if complement is None:
        return []
    after = trim(cue.head, complement.left_edge.i, content_end(cue, complement.left_edge.i))
    subject = next((c for c in cue.head.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
    parts = (
        []
        if subject is None or subject.lower_ in ("it", "there")
        else [(subject.left_edge.i, min(subject.right_edge.i, cue.first - 1))]
    )
    return parts + ([after] if after else [])


def _after_noun(cue: Cue, source: Source | None) -> tuple[str, list[Range]]:
    if cue.last > cue.head.i:
        part = trim(cue.head, cue.last + 1, cue.head.doc[cue.last].right_edge.i)
        return "topic", [part] if part else []
    for child in cue.head.rights:
        if child.dep_ in ("acl", "ccomp", "relcl") and cue.takes("clause") and _opens_clause(child):
            part = trim(cue.head, child.left_edge.i, child.right_edge.i)
            return "clause", [part] if part else []
    if cue.takes("held") and is_held(cue.head):
        return "clause", _rest_of_clause(replace(cue, first=cue.head.head.i), source)
    return "", []


def _opens_clause(child: Token) -> bool:
    given = any(c.dep_ == "prep" and c.lower_ in ("from", "by") and c.i < child.i for c in child.head.rights)
    if given and any(c.lower_ == "that" and c.tag_ == "IN" for c in child.lefts):
        return True  # "a warning from the guild that boats would sink", where the parser sees a relative
    return any(c.lower_ in ("that", "to", "whether") and c.dep_ in ("mark", "aux") for c in child.lefts)


def _rest_of_clause(cue: Cue, source: Source | None) -> list[Range]:
    """Return all of the clause but the cue and its source: what stands before "according to", or after it."""
    clause = _clause_over(cue.head)
    left, right = (
        min(cue.first, source.first if source else cue.first),
        max(cue.last, _source_end(source) if source else cue.last),
    )
    low, high = clause.left_edge.i, clause.right_edge.i
    parts = [
        trim(cue.head, low, left - 1) if low < left else None,
        trim(cue.head, right + 1, high) if right < high else None,
    ]
    return [part for part in parts if part is not None and part[1] >= part[0]]


def _beside_colon(cue: Cue, source: Source | None) -> list[Range]:
    last = len(cue.head.doc) - 1
    after = source is not None and source.first > cue.last
    part = trim(cue.head, 0, cue.first - 1) if after else trim(cue.head, cue.last + 1, last)
    return [part] if part else []


def _around_as(cue: Cue, source: Source | None) -> list[Range]:
    """Return the clause that "as the mayor said" is put into."""
    mark = next((c.i for c in cue.head.lefts if c.lower_ == "as" and c.dep_ == "mark"), None)
    if mark is None or any(c.dep_ in ("ccomp", "dobj", "xcomp", "advmod") and c.i > cue.last for c in cue.head.rights):
        return []
    doc, right = cue.head.doc, _group(cue, source)[1]
    parts = [trim(cue.head, 0, mark - 1), trim(cue.head, right + 1, len(doc) - 1)]
    return [part for part in parts if part is not None]


def _source_end(source: Source) -> int:
    return max(source.last, int(source.head.right_edge.i))


def _clause_over(token: Token) -> Token:
    climb = token
    while climb.head.i != climb.i:
        climb = climb.head
        if climb.pos_ in ("VERB", "AUX") and climb.dep_ in ("ROOT", "conj", "ccomp", "advcl", "relcl", "parataxis"):
            break
    return climb
