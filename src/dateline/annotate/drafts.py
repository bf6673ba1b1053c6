"""Mentions in the making: what one sentence's words name, before the article brings them together.

In: a parsed sentence. Out: a `Sheet` on which finders claim stretches of tokens, the first to come first served.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from dateline.annotate.sentences import Sentence
from dateline.model.claims import MentionKind, Place


@dataclass(frozen=True, slots=True)
class Draft:
    """Tokens `first` to `last`, both included, that name something; `core` is where the name begins after its title."""

    first: int
    last: int
    kind: MentionKind
    name: str
    form: str = "name"
    core: int | None = None
    office: str | None = None
    title: str | None = None
    country: str | None = None
    sector: str | None = None
    qualifier: str | None = None
    gender: str | None = None
    place: Place | None = None
    unnamed: bool = False
    head: int | None = None
    definite: bool = True
    ruling: bool = False  # before a noun of somebody's rule: "the Ek administration"
    kin: bool = False  # introduced as somebody's relative: "her father, Olav Ek"

    @property
    def name_first(self) -> int:
        """The token with which the name itself begins."""
        return self.first if self.core is None else self.core


@dataclass(slots=True)
class Sheet:
    """A sentence with the drafts that claim its tokens so far."""

    sentence: Sentence
    drafts: list[Draft] = field(default_factory=list)
    holders: dict[int, Draft] = field(default_factory=dict)

    def token(self, index: int) -> Token | None:
        """Return the token at an index, or None beyond the sentence's ends."""
        return self.sentence.doc[index] if 0 <= index < len(self.sentence.doc) else None

    def at(self, index: int) -> Draft | None:
        """Return the draft that claims the token as part of a name."""
        return self.holders.get(index)

    def is_free(self, first: int, last: int) -> bool:
        """Say whether no draft has claimed any of the tokens."""
        return not any(index in self.holders for index in range(first, last + 1))

    def claim(self, draft: Draft) -> bool:
        """Enter the draft if its name's tokens are free; say whether they were."""
        if not self.is_free(draft.name_first, draft.last):
            return False
        self.drafts.append(draft)
        self.holders.update(dict.fromkeys(range(draft.name_first, draft.last + 1), draft))
        return True

    def add(self, draft: Draft) -> None:
        """Enter a description, whose words may hold names of their own."""
        self.drafts.append(draft)

    def change(self, draft: Draft, **values: object) -> Draft:
        """Put a changed copy of the draft in its place and return it."""
        changed = replace(draft, **values)  # type: ignore[arg-type]
        self.drafts[self.drafts.index(draft)] = changed
        for index, holder in self.holders.items():
            if holder is draft:
                self.holders[index] = changed
        return changed

    def release(self, draft: Draft) -> None:
        """Take a draft off again, so that its words are free."""
        self.drafts = [one for one in self.drafts if one is not draft]
        self.holders = {index: holder for index, holder in self.holders.items() if holder is not draft}

    def words(self, first: int, last: int) -> str:
        """Return the text from one token to another as it stands."""
        doc = self.sentence.doc
        return str(doc[first : last + 1].text)

    def tail(self, head: int, last: int) -> str:
        """Return the text behind a token up to another one, with the space before it; nothing where there is none."""
        return f" {self.words(head + 1, last)}" if last > head else ""

    def stretch(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the first and last token of a stretch of characters, or None where it begins inside a token."""
        span = self.sentence.doc.char_span(start, end, alignment_mode="expand")
        return (span.start, span.end - 1) if span is not None and len(span) else None

    def title_tokens(self) -> frozenset[int]:
        """Return the tokens of the titles before people's names."""
        people = self.of_kind(MentionKind.PERSON)
        return frozenset(index for draft in people for index in range(draft.first, draft.name_first))

    def of_kind(self, *kinds: MentionKind) -> Iterator[Draft]:
        """Yield the drafts of these kinds."""
        return (draft for draft in list(self.drafts) if draft.kind in kinds)
