"""Say whom a source stands for, and what kind of source it is.

In: a source phrase, the references and the speech that holds it. Out: a `Referent` or None, and a `SourceKind`. Sources
that have no name are kept as such: "White House official", with `unnamed` set.
"""

import re
from typing import TYPE_CHECKING

from spacy.tokens import Token

from dateline.annotate.sentences import Sentence
from dateline.extract.cues import word_set
from dateline.extract.phrase import Source
from dateline.ids import fold
from dateline.model.claims import MentionKind, Referent, SourceKind

if TYPE_CHECKING:
    from dateline.extract.coreference import References

_FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves"})
_LONGEST = 8  # tokens after "people" that still are a name to be called by: "familiar with the plans of the board"
_PLAIN = frozenset({"PRP", "PRP$", "WP", "WDT", "DT", "EX"})


def read_speaker(
    sentence: Sentence, source: Source, outer: Referent | None, references: "References"
) -> Referent | None:
    """Return whom the source stands for; `outer` is the speaker in whose words it stands."""
    head = source.bearer or source.head
    if head.lower_ in _FIRST_PERSON and head.pos_ != "PROPN":  # "us", not "the US"
        return outer
    mentions = references.of(sentence, head)
    if mentions and not _says_who(head, mentions[0].referent):
        return mentions[0].referent
    return None if head.tag_ in _PLAIN or head.lower_ in word_set("sources", "nobody") else describe(head)


def describe(head: Token) -> Referent:
    """Return an unnamed referent called by its own words: "White House official", "two people familiar with it"."""
    before = [t.text for t in head.doc[head.left_edge.i : head.i + 1] if not _drops(t)]
    words = before + [t.text for t in head.doc[head.i + 1 : _last_of(head) + 1]]
    name = re.sub(r"\s+", " ", " ".join(words)).strip() or head.text
    kind = MentionKind.OFFICE if head.lemma_.lower() in word_set("sources", "official") else MentionKind.GROUP
    return Referent(f"{kind}:{fold(name)}", kind, name, unnamed=True)


def _says_who(head: Token, referent: Referent) -> bool:
    """Say whether the words around tell more of unnamed people than the group that they are: "people close to Ek"."""
    return referent.unnamed and head.lemma_.lower() in word_set("sources", "anonymous") and _last_of(head) > head.i


def _last_of(head: Token) -> int:
    """Return the last token of what says which people an unnamed source is: "two people *familiar with the talks*"."""
    if head.lemma_.lower() not in word_set("sources", "anonymous") | word_set("sources", "official"):
        return int(head.i)
    last = head.i
    for child in head.rights:
        if child.dep_ not in ("amod", "acl", "prep") or child.left_edge.i != last + 1 or child.tag_ == "VBG":
            break
        if child.right_edge.i - head.i > _LONGEST:
            break
        last = child.right_edge.i
    return int(last)


def _drops(token: Token) -> bool:
    return token.dep_ in ("det", "predet", "punct", "case") or token.lower_ in ("a", "an", "the", "this", "that")


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
