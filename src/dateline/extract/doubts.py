"""Doubt what a match was filled with: places that only tell where, peoples behind a stray "they", accidents, firms.

In: a frame's `Match`. Out: the fillers that may take part, or none where the event is then no event. The words are in
`lexicons/doubts.toml`. What frames themselves ask for is left to `frames`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from dateline.annotate.sentences import Sentence
from dateline.extract.business import is_firm_matter
from dateline.extract.classes import classes_of
from dateline.extract.clauses import is_verb
from dateline.extract.frames import Filler, Match
from dateline.extract.grounds import is_means, is_ware, settle_grounds
from dateline.lexicon import lexicon
from dateline.model.claims import MentionKind, Referent
from dateline.model.text import BlockKind

_DOERS = ("actor", "participant")


@lru_cache(maxsize=16)
def _words(*keys: str) -> frozenset[str]:
    return lexicon("doubts").words(*keys)


def believed_fillers(sentence: Sentence, match: Match) -> tuple[Filler, ...]:
    """Return the match's fillers without the doubtful; none where one goes that the frame cannot do without."""
    if is_accident(sentence, match) or is_done_by_things(match):
        return ()
    if is_firm_matter(sentence, match.frame.type, _responsible(match)) or _is_done_for_firms(match):
        return ()
    if _is_ruling_on_private(match) or _is_walkout(match) or _is_among_firms(match):
        return ()
    frame, count = match.frame, Counter(filler.token.i for filler in match.fillers)
    kept = tuple(
        f
        for f in match.fillers
        if not _only_tells_where(f, frame.type)
        and not _is_stray(f, count)
        and not _is_own_ground(f, match)
        and not _tells_headline(sentence, f, match)
        and not is_ware(f)
        and not is_means(f, frame.type)
    )
    kept = settle_grounds(kept, frame.type)
    gone = {f.role for f in match.fillers} - {f.role for f in kept}
    if any("any" in frame.require.get(role, ()) for role in gone) or len(kept) < frame.least:
        return ()
    return kept


def _responsible(match: Match) -> Iterator[Referent]:
    """Yield those by whom it is told whether a match is a firm's own matter: who does it, else all.

    What a firm asks of a state or body counts too.
    """
    doers = [f for f in match.fillers if f.role in _DOERS] or list(match.fillers)
    yield from (f.mention.referent for f in doers)
    if match.frame.type in _words("firms", "asking"):
        yield from (f.mention.referent for f in match.fillers if classes_of(f.mention.referent) & {"state", "igo"})


def _is_done_for_firms(match: Match) -> bool:
    """Say whether what is given goes to firms alone: "gave the go-ahead to Dobo Oil"."""
    given = [f.mention.referent for f in match.fillers if f.role == "recipient"]
    if not given or match.frame.type not in _words("firms", "giving"):
        return False
    return all(g.sector == "BUS" or (g.kind == MentionKind.ORGANISATION and g.sector is None) for g in given)


def _is_among_firms(match: Match) -> bool:
    """Say whether firms alone do it, and to no state or body of states: "banks sent money to insurers"."""
    if match.frame.type in _words("firms", "public") or match.frame.type in _words("firms", "asking"):
        return False
    doers = [f.mention.referent for f in match.fillers if f.role in _DOERS]
    others = [f.mention.referent for f in match.fillers if f.role not in _DOERS]
    firms = bool(doers) and all(doer.sector == "BUS" for doer in doers)
    return firms and not any(classes_of(other) & {"state", "igo", "official"} for other in others)


def _is_ruling_on_private(match: Match) -> bool:
    """Say whether a court lets, keeps or refuses what is nobody's in politics: "the court overturned the award"."""
    if match.frame.type not in _words("rulings", "types"):
        return False
    doers = [f.mention.referent for f in match.fillers if f.role in _DOERS]
    others = [f.mention.referent for f in match.fillers if f.role not in _DOERS]
    ruling = bool(doers) and all(doer.sector == "JUD" for doer in doers)
    return ruling and not any(classes_of(other) & {"political", "official", "group"} for other in others)


def _is_walkout(match: Match) -> bool:
    """Say whether a strike is one of workers, and no attack: "the unions launched *strikes*"."""
    doers = [f.mention.referent for f in match.fillers if f.role in _DOERS]
    strike = match.frame.type == "ASSAULT" and match.trigger.lemma_.lower() == "strike" and not is_verb(match.trigger)
    if not strike:
        return False
    heads = {token.lemma_.lower() for label in ("subject", "by", "of") for token in match.arguments.get(label)}
    told = {child.lower_ for child in match.trigger.lefts}
    unionised = any(doer.sector == "LAB" for doer in doers) or bool(heads & _words("walkouts", "people"))
    return unionised or bool(told & _words("walkouts", "words"))


def _only_tells_where(filler: Filler, type_name: str) -> bool:
    """Say whether a place stands there as a place alone: "arrested in Oslo", "the Oslo gunman"."""
    if filler.mention.referent.kind != MentionKind.PLACE:
        return False
    token = filler.token
    before = token.dep_ in ("compound", "amod", "nmod", "poss")
    inside = token.dep_ == "pobj" and token.head.lower_ in _words("places", "prepositions")
    if filler.role == "actor":
        return before or inside
    return (before or inside) and type_name not in _words("places", "types")


def _is_own_ground(filler: Filler, match: Match) -> bool:
    """Say whether a country or place is that of who acts there: "Chad moved its troops to Moundou"."""
    who = filler.mention.referent
    if filler.role != "recipient" or who.kind not in _GROUNDS or match.frame.type not in _words("own", "types"):
        return False
    actors = [f.mention.referent for f in match.fillers if f.role == "actor"]
    ruling = {actor.country for actor in actors if classes_of(actor) & {"state", "official"}}
    return who.country is not None and ruling == {who.country}


def _tells_headline(sentence: Sentence, filler: Filler, match: Match) -> bool:
    """Say whether one stands behind a headline's colon, and says it: "Peru opposes the raid: *spokesman*".

    In the text only where nothing but a name or a description stands there.
    """
    behind = [token.i for token in sentence.words[match.trigger.i : filler.token.i] if token.text == ":"]
    if not behind or sentence.block in (BlockKind.TITLE, BlockKind.SUBTITLE):
        return bool(behind)
    return all(token.pos_ in ("NOUN", "PROPN", "ADJ", "DET", "ADP", "PUNCT") for token in sentence.words[behind[-1] :])


_GROUNDS = (MentionKind.COUNTRY, MentionKind.PLACE)


def _is_stray(filler: Filler, count: Counter[int]) -> bool:
    """Say whether one country is made of a "they": a people of two sentences ago more often than not."""
    alone = count[filler.token.i] == 1 and filler.mention.referent.kind == MentionKind.COUNTRY
    told = filler.token.i + 1 < len(filler.token.doc) and filler.token.nbor().text == "("  # "they (the Chadians)"
    return alone and not told and filler.token.lower_ in _words("stray", "words")


def is_done_by_things(match: Match) -> bool:
    """Say whether what is named as doing it is nobody we know of: "*subsidies* allowed Peru to sell", "*it* asked"."""
    frame, subjects = match.frame, match.arguments.get("subject")
    told = any("subject" in role.labels for role in frame.roles if role.name in _DOERS)
    if not subjects or not told or frame.type in _words("things", "types"):
        return False
    drafts = all(token.lemma_.lower() in _words("things", "drafts") for token in subjects)  # "the Senate *bill* bars"
    return drafts or all(filler.role not in _DOERS for filler in match.fillers)


def is_accident(sentence: Sentence, match: Match) -> bool:
    """Say whether somebody is hurt or killed by mishap: nobody does it, and the sentence has words for one."""
    if match.frame.type not in _words("accidents", "types"):
        return False
    if _is_by_mistake(match) or (_is_of_mishap(match) and not _tells_of(sentence, "violence")):
        return True
    return _is_hurt_by_nobody(match) and _tells_of(sentence, "words") and not _tells_of(sentence, "violence")


def _is_of_mishap(match: Match) -> bool:
    """Say whether the deed hangs on a verb of mishap: "the jet *crashed*, killing 80"."""
    above = match.trigger.head
    return match.trigger.dep_ in ("advcl", "conj") and above.lemma_.lower() in _words("accidents", "verbs")


def _is_by_mistake(match: Match) -> bool:
    return any(child.lower_ in _words("accidents", "adverbs") for child in match.trigger.children)


def is_told_by_mishap(sentence: Sentence, match: Match, article: Sequence[Sentence]) -> bool:
    """Say whether somebody is hurt, nobody does it, and the article tells of a mishap more often than of violence."""
    if not _is_hurt_by_nobody(match) or _tells_of(sentence, "violence"):
        return False
    mishaps = sum(_tells_of(one, "words") for one in article)
    return mishaps > sum(_tells_of(one, "violence") for one in article)


def _is_hurt_by_nobody(match: Match) -> bool:
    return match.frame.type in _words("accidents", "types") and all(f.role != "actor" for f in match.fillers)


def _tells_of(sentence: Sentence, what: str) -> bool:
    return any(token.lemma_.lower() in _words("accidents", what) for token in sentence.words)
