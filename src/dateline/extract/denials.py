"""Link a denial to the claim or accusation that it denies, within one article.

In: an article and its attributions. Out: pairs of their numbers, denial first, with the reasons that were found. Links
across articles are left to the ledger.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from dateline.annotate.countries import country_coded
from dateline.extract.cues import word_set
from dateline.ids import fold
from dateline.lexicon import lexicon
from dateline.model.claims import Attribution, MentionKind, Referent
from dateline.model.text import Article

_DENIED = frozenset({"accusation", "claim", "announcement", "threat"})
_NEAR = 400  # characters between a denial and the words that repeat it: two sentences
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
        return telling_stems(" ".join(part.slice(self.text) for part in attribution.content))


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
    """The one who denies is named in the claim, by name, office or country."""
    speaker = pair.denial.speaker
    accused = pair.claim.addressee
    if speaker is not None and accused is not None and (accused == speaker or _one_side(accused, speaker)):
        return 1.0
    return float(bool(_called(pair) & pair.said(pair.claim)))


def _called(pair: Pair) -> set[str]:
    """Return the stems of what the one who denies is called: names, the words of the source, the country."""
    speaker, source = pair.denial.speaker, pair.denial.source
    words = fold(source.slice(pair.text)).split() if source else []
    words += fold(speaker.name).split() if speaker else []
    country = country_coded(speaker.country) if speaker is not None and speaker.country else None
    if country is not None:
        words += fold(" ".join((country.name, *country.adjectives, *country.people))).split()
    return {_stem(word) for word in words if len(word) > 2}


def denies_in_general(pair: Pair) -> float:
    """The denial opens with no more than "the allegations" or "that is not true", and the claim stands before it."""
    near = 0 <= pair.denial.cue.start - pair.claim.cue.start < 600
    opening = re.match(r"\W*[^.!?]*", pair.denial.content[0].slice(pair.text))
    return float(near and opening is not None and len(telling_stems(opening.group())) < 2)


FEATURES = (
    Feature(shared_words, 2.0),
    Feature(is_accusation, 1.0),
    Feature(denier_is_target, 1.0),
    Feature(denies_in_general, 1.0),
)


def telling_stems(words: str) -> frozenset[str]:
    """Return the stems of the words that carry meaning; words of denying and accusing, yes and no carry none."""
    lists = ("empty_words", "accusing_nouns", "negations", "falsities", "truths")
    empty = frozenset[str]().union(*(word_set("acts", name) for name in lists))
    return frozenset(_stem(word) for word in fold(words).split() if len(word) > 2 and word not in empty)


def link_denials(attributions: Sequence[Attribution], article: Article) -> tuple[Denial, ...]:
    """Return each denial with the claim that it most likely denies, where one is likely enough."""
    found: dict[int, Denial | None] = {}
    for number, told in enumerate(attributions):
        if told.act != "denial":
            continue
        found[number] = find_denied(number, attributions, article.text)
        before = _repeats(number, found, attributions)
        if before is not None:
            earlier = found[before]
            found[number] = None if earlier is None else replace(earlier, denial=number)
    return tuple(denial for denial in found.values() if denial is not None)


def _repeats(number: int, found: Mapping[int, Denial | None], attributions: Sequence[Attribution]) -> int | None:
    """Return the denial that a flat one goes on with: 'Ek denied the charge. *"It is a lie,"* he said.'."""
    told, link = attributions[number], found[number]
    before = max((other for other in found if other < number), default=None)
    if link is None or before is None or shared_words.__name__ in link.reasons or told.speaker is None:
        return None
    earlier = attributions[before]
    near = 0 <= told.cue.start - earlier.cue.start < _NEAR
    same = earlier.speaker is not None and earlier.speaker.key == told.speaker.key
    return before if near and same else None


def find_denied(number: int, attributions: Sequence[Attribution], text: str) -> Denial | None:
    """Return what an attribution most likely denies, taken for a denial, where anything is likely enough."""
    links = [link for link in _links(number, attributions, text) if link[0] >= _ENOUGH and _tied(link)]
    if not links:
        return None
    _, _, claim, reasons = max(links)
    return Denial(number, claim, reasons)


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
    if claim.act != "accusation" and claim.cue.start > denial.content[-1].end:
        return False  # what is claimed later is not what was denied
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
    word = _irregular().get(word, word)
    return re.sub(r"(?:ing|ed|es|s|e|ence|er|ian|ia|an|n|ry)$", "", word) if len(word) > 4 else word


@lru_cache(maxsize=1)
def _irregular() -> dict[str, str]:
    """Return the base form of each irregular form of a verb."""
    return {form: base for base, forms in lexicon("irregular").lists("verbs").items() for form in forms}
