"""Weigh whether a candidate cue really tells what someone said, thought or wanted.

In: a `Draft`, and whether its content is quoted. Out: points, not below 0 where the cue should be kept. The points, and
how far each phrase can be trusted with each complement, stand in `lexicons/firmness.toml`.
"""

from functools import lru_cache

from spacy.tokens import Token

from dateline.extract.cues import light_verb, word_set
from dateline.extract.drafts import Draft
from dateline.lexicon import lexicon

_WRITER = frozenset({"i", "we", "you", "me", "us", "let", "my", "our", "your"})
_THING = frozenset({"it", "that", "which", "this", "what", "its"})
_MODAL = frozenset({"would", "can", "could", "may", "might", "should", "must", "ca", "'d", "’d"})
_FUTURE = frozenset({"will", "'ll", "’ll", "wo"})
_BELOW = frozenset({"ccomp", "xcomp", "acl", "pcomp"})


@lru_cache(maxsize=1)
def _points() -> dict[str, float]:
    return {name: float(value) for name, value in lexicon("firmness").get("points").items()}


@lru_cache(maxsize=1)
def _ranks() -> dict[tuple[str, str, str], str]:
    """Return the rank of each phrase by the sort of its cue and the kind of its complement."""
    table, ranks = lexicon("firmness"), dict[tuple[str, str, str], str]()
    for sort, kinds in table.data.items():
        if sort in ("points", "otherwise"):
            continue
        for kind in kinds:
            for rank, phrases in table.lists(sort, kind).items():
                ranks.update({(sort, kind, phrase): rank for phrase in phrases})
    return ranks


@lru_cache(maxsize=1)
def _otherwise() -> dict[tuple[str, str], str]:
    table = lexicon("firmness")
    return {
        (sort, kind): rank for sort in table.get("otherwise") for kind, rank in table.mapping("otherwise", sort).items()
    }


def rank_of(draft: Draft) -> str:
    """Return how far the cue can be trusted with the complement that it has: strong, fair, weak or poor."""
    cue = draft.cue
    words = " ".join(cue.frame.words)
    sort, kind = cue.frame.sort, draft.kind
    return _ranks().get((sort, kind, words)) or _otherwise().get((sort, kind), "fair")


def weigh(draft: Draft, *, quoted: bool, held: bool) -> float:
    """Return the points of a draft; `held` says that it stands inside a quotation, where "I" is not the writer."""
    points = _points()
    names = [
        rank_of(draft),
        *(["quoted"] if quoted and not _frames_all(draft) else []),
        *_source_traits(draft, held),
        *_form_traits(draft.cue.head, draft),
    ]
    return sum(points[name] for name in names)


def _frames_all(draft: Draft) -> bool:
    """Say whether the telling takes in all its clause, so that marks somewhere in it tell nothing: "reportedly"."""
    return draft.kind == "around" or draft.cue.frame.sort == "adverb"


def _source_traits(draft: Draft, held: bool) -> list[str]:
    source = draft.source
    if source is None:
        return (
            ["unsourced"]
            if draft.cue.frame.sort == "verb" and not draft.cue.passive and not draft.cue.takes("raising")
            else []
        )
    low = source.head.lower_
    if low in _WRITER and source.head.pos_ != "PROPN":  # "us", not "the US"
        return [] if held else ["writer"]
    if source.bearer is not None and source.bearer.lemma_.lower() in word_set("sources", "documents"):
        return []  # "a sign which read"
    if low in _THING and not (low == "its" and draft.cue.frame.sort == "noun"):
        return ["thing"]
    if low == "they":
        return ["plural"]
    return ["name"] if source.head.pos_ == "PROPN" else []


def _form_traits(head: Token, draft: Draft) -> list[str]:
    if draft.cue.frame.sort != "verb":
        return ["lent"] if light_verb(head) is not None else []
    traits = [_finite_trait(head, {t.lower_ for t in head.lefts if t.dep_ in ("aux", "auxpass")})]
    if any(t.dep_ == "neg" for t in head.children):
        traits.append("negated")
    if draft.kind == "before" and "participle" in traits:
        traits.append("trailing")
    if _only_names(draft):
        traits.append("naming")
    if head.dep_ == "relcl":
        traits.append("relative")
    elif head.dep_ in _BELOW:
        traits.append("below")
    elif head.dep_ == "conj":
        traits.append("joined")
    return [trait for trait in traits if trait]


def _only_names(draft: Draft) -> bool:
    """Say whether a participle behind its noun only gives a name: "a song *called* 'Home'", "a man *known as* Kid"."""
    head = draft.cue.head
    behind = head.dep_ == "acl" and head.tag_ == "VBN" and draft.cue.passive and draft.source is None
    return behind and draft.kind in ("around", "predicate", "as", "object") and head.head.i < head.i


def _finite_trait(head: Token, helpers: set[str]) -> str:
    if helpers & _MODAL:
        return "modal"
    if helpers & _FUTURE:
        return "future"
    if "to" in helpers:
        return "infinitive"
    if head.tag_ == "VB" and not helpers & {"did", "does", "do"}:
        return "bare"
    if head.tag_ == "VBG" and not helpers:
        return "participle"
    return "present" if head.tag_ == "VBP" else ""
