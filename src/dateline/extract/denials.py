"""Link a denial to the claim or accusation that it denies, within one article.

In: an article and its attributions. Out: pairs of their numbers, denial first, with the reasons that were found. Links
across articles are left to the ledger.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dateline.extract.cues import word_set
from dateline.ids import fold
from dateline.model.claims import Attribution, MentionKind, Referent
from dateline.model.text import Article

_DENIED = frozenset({"accusation", "claim", "announcement", "threat"})
_ENOUGH = 2.0  # an accuser's word alone is not enough; a shared word, or the denier as target, must join it


@dataclass(frozen=True, slots=True)
class Denial:
    """A denial and what it denies, as numbers of attributions, with the names of the features that spoke for it."""

    denial: int
    claim: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A denial beside a candidate, with the article's text."""

    denial: Attribution
    claim: Attribution
    text: str

    def said(self, attribution: Attribution) -> frozenset[str]:
        """Return the stems of an attribution's content that carry meaning."""
        words = fold(" ".join(part.slice(self.text) for part in attribution.content)).split()
        empty = word_set("acts", "empty_words") | word_set("acts", "accusing_nouns")
        return frozenset(_stem(word) for word in words if len(word) > 2 and word not in empty)


@dataclass(frozen=True, slots=True)
class Feature:
    """A reason to link a denial to a claim; its function's docstring says it in words."""

    function: Callable[[Pair], float]
    weight: float


def shared_words(pair: Pair) -> float:
    """The two speak of the same things."""
    denied, said = pair.said(pair.denial), pair.said(pair.claim)
    return min(1.0, len(denied & said) / 2) if denied and said else 0.0


def is_accusation(pair: Pair) -> float:
    """What is denied is an accusation."""
    return float(pair.claim.act == "accusation")


def denier_is_target(pair: Pair) -> float:
    """The one who denies is named in the claim."""
    speaker = pair.denial.speaker
    names = {_stem(word) for word in fold(speaker.name).split() if len(word) > 2} if speaker else set()
    return float(bool(names & pair.said(pair.claim)) or (speaker is not None and pair.claim.addressee == speaker))


def denies_in_general(pair: Pair) -> float:
    """The denial speaks only of "the allegations" or "a charge", and the claim stands right before it."""
    near = 0 <= pair.denial.cue.start - pair.claim.cue.start < 600
    return float(near and len(pair.said(pair.denial)) < 2)


FEATURES = (
    Feature(shared_words, 2.0),
    Feature(is_accusation, 1.0),
    Feature(denier_is_target, 1.0),
    Feature(denies_in_general, 1.0),
)


def link_denials(attributions: Sequence[Attribution], article: Article) -> tuple[Denial, ...]:
    """Return each denial with the claim that it most likely denies, where one is likely enough."""
    found = []
    for number, denial in enumerate(attributions):
        if denial.act == "denial":
            links = [link for link in _links(number, attributions, article.text) if link[0] >= _ENOUGH and _tied(link)]
            if links:
                _, _, claim, reasons = max(links)
                found.append(Denial(number, claim, reasons))
    return tuple(found)


def _links(
    number: int, attributions: Sequence[Attribution], text: str
) -> list[tuple[float, int, int, tuple[str, ...]]]:
    denial, links = attributions[number], []
    for other, claim in enumerate(attributions):
        if other != number and claim.act in _DENIED and _may_deny(denial, claim, (number, other)):
            if _agree(Pair(denial, claim, text)):
                continue
            values = [(f, f.function(Pair(denial, claim, text))) for f in FEATURES]
            reasons = tuple(f.function.__name__ for f, value in values if value)
            links.append((sum(f.weight * v for f, v in values), -_distance(denial, claim), other, reasons))
    return links


def _tied(link: tuple[float, int, int, tuple[str, ...]]) -> bool:
    """Say whether more than the speakers ties the two: words in common, or a denial of all that was said."""
    return bool({shared_words.__name__, denies_in_general.__name__} & set(link[3]))


def _may_deny(denial: Attribution, claim: Attribution, numbers: tuple[int, int]) -> bool:
    """Say whether two attributions are by different speakers and neither holds the other."""
    if claim.within == numbers[0] or denial.within == numbers[1]:
        return False
    left, right = denial.speaker, claim.speaker
    return left is None or right is None or (left.key != right.key and not _one_side(left, right))


def _one_side(left: Referent, right: Referent) -> bool:
    """Say whether the two speak for one country: the state itself, and who holds an office of it."""
    states = (MentionKind.COUNTRY, MentionKind.OFFICE)
    speaks = left.kind in states or right.kind in states
    return speaks and left.country is not None and left.country == right.country


def _agree(pair: Pair) -> bool:
    """Say whether "we have laid no mines" says what "denied laying mines" says: one of the two has a no, not both."""
    denied, said = _says_no(pair.denial, pair.text), _says_no(pair.claim, pair.text)
    return said and not denied and bool(pair.said(pair.denial) & pair.said(pair.claim))


def _says_no(attribution: Attribution, text: str) -> bool:
    words = " ".join(part.slice(text) for part in attribution.content).lower()
    return bool(word_set("acts", "negations") & set(re.findall(r"\w+(?:[’']t)?", words)))


def _distance(denial: Attribution, claim: Attribution) -> int:
    return abs(denial.cue.start - claim.cue.start)


def _stem(word: str) -> str:
    return re.sub(r"(?:ing|ed|es|s|ence|er)$", "", word) if len(word) > 4 else word
