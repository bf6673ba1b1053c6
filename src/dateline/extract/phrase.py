"""The noun phrase that names a source, by its head and its outer tokens.

In: the head of a phrase. Out: a `Source`. Which phrase names the one who speaks is left to `sources`.
"""

from dataclasses import dataclass

from spacy.tokens import Token

from dateline.annotate.titles import is_head

_PLACES = frozenset({"GPE", "LOC", "FAC"})


@dataclass(frozen=True, slots=True)
class Source:
    """A noun phrase by its head and its outer tokens' numbers; `bearer` is the noun that a relative stands for."""

    head: Token
    first: int
    last: int
    bearer: Token | None = None


def noun_phrase(head: Token) -> Source:
    """Return the phrase around a head with its appositions and relative clauses, but without participles."""
    last = head.i
    for child in head.rights:
        if child.dep_ == "acl" and child.tag_ == "VBN" and child.i == last + 1:  # "people briefed on the talks"
            last = child.right_edge.i
            continue
        if child.dep_ in ("acl", "advcl", "parataxis") or (child.dep_ == "punct" and child.text in "—–-:;"):
            break
        if child.dep_ in (
            "relcl",
            "prep",
            "appos",
            "conj",
            "compound",
            "nummod",
            "amod",
            "nmod",
            "case",
            "npadvmod",
            "flat",
        ):
            last = max(last, child.right_edge.i)
    return Source(head, _first(head), last)


def past_dateline(source: Source) -> Source:
    """Leave out the place before a titled name: "in Tarn, *Gov. Carl Ek (R-Tarn)*, said", where it seems the head."""
    doc = source.head.doc
    if source.head.ent_type_ not in _PLACES and not (source.head.text.isupper() and len(source.head.text) < 4):
        return source
    for mark in doc[source.head.i + 1 : source.last]:
        if mark.text != "," or not (is_head(doc[mark.i + 1]) or doc[mark.i + 1].ent_type_ == "PERSON"):
            continue
        last = mark.i + 1
        while last < source.last and doc[last + 1].pos_ == "PROPN":
            last += 1
        if last > mark.i + 1 and doc[mark.i + 1].text[0].isupper():
            return Source(doc[last], mark.i + 1, source.last)
    return source


def _first(head: Token) -> int:
    """Return the first token of a phrase, marks left out that the parser has hung on it."""
    doc, first = head.doc, head.left_edge.i
    while first < head.i and doc[first].is_punct:
        first += 1
    return int(first)
