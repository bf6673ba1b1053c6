"""Say whom a source stands for, and what kind of source it is.

In: a source phrase, the references and the speech that holds it. Out: a `Referent` or None, and a `SourceKind`. Sources
that have no name are kept as such: "White House official", with `unnamed` set.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from spacy.tokens import Token

from dateline.annotate.sentences import Sentence
from dateline.extract.cues import word_set
from dateline.extract.phrase import Source
from dateline.ids import fold
from dateline.model.claims import Mention, MentionKind, Referent, SourceKind

if TYPE_CHECKING:
    from dateline.extract.coreference import References

_FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves"})
_LONGEST = 8  # tokens after "people" that still are a name to be called by: "familiar with the plans of the board"
_PLAIN = frozenset({"PRP", "PRP$", "WP", "WDT", "DT", "EX"})
_ONE = frozenset({"a", "an", "one", "another"})
_GIVERS = frozenset(
    {MentionKind.ORGANISATION, MentionKind.COUNTRY, MentionKind.PERSON, MentionKind.OFFICE, MentionKind.PLACE}
)
"""Kinds of those who give documents out; a place is the seat of a government: "a statement from Los Pinos"."""


def read_speaker(
    sentence: Sentence, source: Source, outer: Referent | None, references: "References"
) -> Referent | None:
    """Return whom the source stands for; `outer` is the speaker in whose words it stands."""
    head = source.bearer or source.head
    if head.lower_ in _FIRST_PERSON and head.pos_ != "PROPN":  # "us", not "the US"
        return outer
    mentions = references.of(sentence, head)
    if mentions and mentions[0].referent.unnamed and (of := _of_somebody(sentence, head, references)) is not None:
        return of
    if mentions and not _says_who(head, mentions[0]):
        return mentions[0].referent
    if head.tag_ in _PLAIN or head.lower_ in word_set("sources", "nobody"):
        return None
    return (
        _named_beside(sentence, head, references)
        or _giver(sentence, head, references)
        or _described(sentence, head, references)
    )


def _of_somebody(sentence: Sentence, head: Token, references: "References") -> Referent | None:
    """Return the unnamed one by a name beside it or whose he is: "her *spokesman*", "the spokesman, *Hans Holm*"."""
    beside = _named_beside(sentence, head, references)
    if beside is not None or head.lemma_.lower() not in word_set("sources", "official"):
        return beside
    described = _described(sentence, head, references)
    return described if described.name != describe(head).name else None


def _named_beside(sentence: Sentence, head: Token, references: "References") -> Referent | None:
    """Return the person whom a name beside a description tells: "their leader, *Ann Ek*, said"."""
    beside = [m.referent for c in head.rights if c.dep_ == "appos" for m in references.of(sentence, c)]
    return beside[0] if len(beside) == 1 and beside[0].kind == MentionKind.PERSON else None


def _giver(sentence: Sentence, head: Token, references: "References") -> Referent | None:
    """Return who speaks in a document: "a communique of *the foreign ministry*", "*the Kremlin's* statement"."""
    if head.lemma_.lower() not in word_set("sources", "voiced"):
        return None
    for token in _givers(head):
        actors = [m for m in references.of(sentence, token) if m.referent.kind in _GIVERS and m.form != "people"]
        if actors and _may_give(token, actors[0].referent):
            return actors[0].referent
        if not actors and token.lemma_.lower() in word_set("sources", "official") and token.dep_ != "compound":
            return _described(sentence, token, references)
    return None


def _may_give(token: Token, giver: Referent) -> bool:
    """Say whether somebody named before a document gives it out: "an EU statement", not "a Lisbon letter"."""
    return token.dep_ in ("pobj", "poss") or giver.kind == MentionKind.ORGANISATION


def _givers(head: Token) -> Iterator[Token]:
    """Yield the tokens of those who may have given a document out, the likeliest first."""
    for child in head.children:
        if child.dep_ in ("poss", "compound", "nmod"):
            yield child
        elif child.dep_ in ("prep", "agent") and child.lower_ in ("of", "from", "by"):
            yield from (c for c in child.rights if c.dep_ == "pobj")
        elif child.dep_ == "acl":  # "a statement issued by the ministry"
            yield from (
                c
                for by in child.rights
                if by.dep_ in ("agent", "prep") and by.lower_ in ("by", "from")
                for c in by.rights
                if c.dep_ == "pobj"
            )


def _described(sentence: Sentence, head: Token, references: "References") -> Referent:
    """Return the unnamed referent, whoever it belongs to called by name: "Ann Ek's office" for "her office"."""
    owner = next((c for c in head.lefts if c.dep_ == "poss"), None)
    owners = references.of(sentence, owner) if owner is not None else ()
    plain = owner is not None and owner.tag_ != "PRP$" and len(owners) == 1 and owners[0].referent.unnamed
    if owner is None or len(owners) != 1 or plain:
        return describe(head)
    name = owners[0].referent.name
    return describe(head, owner=f"{name}'" if name.endswith("s") else f"{name}'s")


def describe(head: Token, owner: str = "") -> Referent:
    """Return an unnamed referent called by its own words: "White House official", "two people familiar with it"."""
    words = head.doc[_first_of(head, skip=bool(owner)) : head.i + 1]
    before = "".join(t.text_with_ws for t in words if not _drops(t) and not (owner and t.dep_ == "case"))
    after = head.doc[head.i + 1 : _last_of(head) + 1].text
    name = re.sub(r"\s+", " ", f"{owner} {before} {after}").strip(" ,;–—-") or head.text
    kind = _kind_of(head.lemma_.lower())
    return Referent(f"{kind}:{fold(name)}", kind, name, unnamed=True)


def _kind_of(lemma: str) -> MentionKind:
    if lemma in word_set("sources", "bodies"):
        return MentionKind.ORGANISATION
    return MentionKind.OFFICE if lemma in word_set("sources", "official") else MentionKind.GROUP


def _first_of(head: Token, *, skip: bool) -> int:
    """Return the first token that says who it is: after the article, which a time of day may precede in live pages."""
    opening = [c.i for c in head.lefts if c.dep_ == "det" or (skip and c.dep_ == "poss")]
    return int(max(opening) + 1 if opening else head.left_edge.i)


def _says_who(head: Token, mention: Mention) -> bool:
    """Say whether the words around tell more than the group that somebody is of: "people close to Ek", "a German"."""
    if mention.form == "people":
        return head.tag_ in ("NNP", "NN", "JJ") and any(c.lower_ in _ONE for c in head.lefts)
    bare = fold(mention.referent.name) == fold(head.text)  # "a spokesman for the ministry"
    anonymous = head.lemma_.lower() in word_set("sources", "anonymous")
    return mention.referent.unnamed and (anonymous or bare) and _last_of(head) > head.i


def _last_of(head: Token) -> int:
    """Return the last token of what says which people an unnamed source is: "two people *familiar with the talks*"."""
    lemma = head.lemma_.lower()
    tied = lemma in word_set("sources", "tied")
    if not tied and lemma not in word_set("sources", "anonymous") | word_set("sources", "official"):
        return int(head.i)
    last = head.i
    for child in head.rights:
        if child.dep_ not in ("amod", "acl", "prep") or child.left_edge.i != last + 1 or child.tag_ == "VBG":
            break
        if tied and child.lower_ not in ("of", "to", "for"):
            break
        if child.right_edge.i - head.i > _LONGEST:
            break
        last = child.right_edge.i
    return int(last)


def _drops(token: Token) -> bool:
    return (
        token.dep_ in ("det", "predet", "punct")
        or token.tag_ == "PRP$"
        or token.lower_ in ("a", "an", "the", "this", "that")
    )


def source_kind(source: Source | None, speaker: Referent | None) -> SourceKind:
    """Return what sort of source speaks; where none is named ("it is feared"), someone unnamed does, not the writer."""
    if source is None and speaker is None:
        return SourceKind.ANONYMOUS
    if source is not None and speaker is None and source.head.lower_ in _FIRST_PERSON and source.head.pos_ != "PROPN":
        return SourceKind.OWN
    lemma = (source.bearer or source.head).lemma_.lower() if source else ""
    folded = fold(speaker.name) if speaker else lemma
    if folded in word_set("sources", "media") or lemma in word_set("sources", "media"):
        return SourceKind.MEDIA
    if source is not None and source.head.pos_ == "PROPN" and source.head.ent_type_ == "PERSON":
        return SourceKind.NAMED  # a bare surname that the page never gives in full
    if speaker is None or speaker.unnamed:
        return _unnamed_kind(lemma, speaker)
    if speaker.kind in (MentionKind.ORGANISATION, MentionKind.COUNTRY, MentionKind.GATHERING, MentionKind.PLACE):
        return SourceKind.ORGANISATION
    return SourceKind.OFFICIAL if speaker.kind == MentionKind.OFFICE else SourceKind.NAMED


def _unnamed_kind(lemma: str, speaker: Referent | None) -> SourceKind:
    if lemma in word_set("sources", "official"):
        return SourceKind.OFFICIAL
    if lemma in word_set("sources", "documents"):
        return SourceKind.ORGANISATION
    return SourceKind.ORGANISATION if speaker and speaker.kind == MentionKind.ORGANISATION else SourceKind.ANONYMOUS
