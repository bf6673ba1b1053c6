"""How a verb stands: its own clause, then what governs it.

In: a verb and the chain of its sentence. Out: its `Standing`. Nouns and prepositions are left to `status_nouns`.
"""

from spacy.tokens import Token

from dateline.extract.chain import Clause, Link, find_link, is_verbal, read_clause
from dateline.extract.effects import keys_of
from dateline.extract.standing import Chain, Standing
from dateline.extract.status_nouns import under_preposition

_TELLING_WOULD = frozenset({"that", "relative", "adverbial", "bare"})
"""Relations under which "would" is the future as seen from the past: "said he would", "the man who would"."""

_DENIABLE = frozenset({"could", "can", "ca", "would"})
"""Modals whose negation says no: "could not meet"; "may not meet" leaves it open."""


def verb_standing(chain: Chain, verb: Token, depth: int) -> Standing:
    """Return how a verb stands."""
    clause, link = read_clause(verb), find_link(verb)
    own = own_standing(chain, clause, link)
    if link is None:
        return own
    if link.relation == "adverbial":
        return _adverbial(chain, own, clause, link, depth)
    outer = _governed(chain, clause, link, depth)
    return own if outer is None else own.under(outer)


def own_standing(chain: Chain, clause: Clause, link: Link | None) -> Standing:
    """Return what the verb's own clause says: tense, aspect, modal, negation, condition, question."""
    mood, cue = _mood(chain, clause, link)
    cues = (cue,) if cue is not None else ()
    if clause.condition is not None and mood in ("planned", "possible"):
        mood, cues = "possible", (*cues, clause.condition)
    if _is_question(chain, clause, link):
        return Standing("possible", cues, True)
    hedge = next((c for c in clause.verb.children if c.dep_ == "advmod" and chain.listed("hedging", c.lower_)), None)
    if hedge is not None or _is_unreal(clause):
        return Standing("possible", (*cues, hedge or clause.verb), True)
    if clause.negation is not None:
        return Standing(_negated(clause, mood), (*cues, clause.negation), True)
    return Standing(mood, cues, bool(cues))


def _is_unreal(clause: Clause) -> bool:
    """Say whether a clause supposes by its order: "*Had* the envoy *arrived*, the talks would have gone on"."""
    above = clause.verb.head
    opens = above.lower_ in ("had", "were") and above.dep_ == "advcl" and above.i < clause.verb.i
    first = above.i == 0 or above.nbor(-1).is_punct
    return opens and first and clause.verb.dep_ == "ccomp" and clause.subject is not None


def _mood(chain: Chain, clause: Clause, link: Link | None) -> tuple[str, Token | None]:
    if clause.modal is not None:
        return _modal(chain, clause, clause.modal, link), clause.modal
    if clause.form == "to" and link is None:
        return "planned", None
    if clause.form == "bare" and _is_wish(chain, clause, link):
        return "possible", None
    if clause.form != "finite" or clause.past:
        return "holds", None
    if not clause.perfect and not chain.caption:
        ahead = chain.near(clause.verb, "future") or chain.weekday(clause.verb) or _is_next(clause.subject)
        if ahead is not None:
            return "planned", ahead
    return ("ongoing" if clause.progressive and not chain.caption else "holds"), None


def _is_next(subject: Token | None) -> Token | None:
    """Return the word that puts a verb's subject into the future: "when the *next* parliament meets"."""
    lefts = subject.lefts if subject is not None else ()
    return next((left for left in lefts if left.lower_ == "next" and left.dep_ == "amod"), None)


def _modal(chain: Chain, clause: Clause, modal: Token, link: Link | None) -> str:
    kind = chain.effects.modals.get(modal.lower_, "possible")
    if kind == "possible":
        return "not-held" if clause.perfect and modal.lower_ in ("should", "ought") else "possible"
    if kind != "would":
        return "planned"
    if clause.perfect:
        return "not-held"
    if chain.listed("sequel", *(child.lower_ for child in clause.verb.children)):
        return "holds"
    told = link is not None and link.relation in _TELLING_WOULD
    return "planned" if told and not _is_judged(chain, clause.verb) else "possible"


def _is_judged(chain: Chain, verb: Token) -> bool:
    """Say whether "would" weighs what is only imagined: "said a visit would be welcome"."""
    return any(child.dep_ == "acomp" and chain.listed("judging", child.lower_) for child in verb.rights)


def _negated(clause: Clause, mood: str) -> str:
    if mood == "not-held":
        return "possible"
    if mood == "possible" and clause.modal is not None and clause.modal.lower_ not in _DENIABLE:
        return "doubted"
    return "not-held"


def _is_wish(chain: Chain, clause: Clause, link: Link | None) -> bool:
    """Say whether a bare verb commands ("Stop!") or demands ("that he resign")."""
    if clause.verb.tag_ != "VB" or chain.title:
        return False
    if clause.subject is not None:
        return link is not None and link.relation == "that" and link.word == "that"
    return link is None or (link.relation == "bare" and chain.listed("speech", link.governor.lemma_))


def _is_question(chain: Chain, clause: Clause, link: Link | None) -> bool:
    if clause.inverted and link is not None and link.relation == "adverbial":
        return True
    if not chain.asks or (clause.asking is not None and clause.past):
        return False
    return clause.inverted or (chain.title and link is None)


def _governed(chain: Chain, clause: Clause, link: Link, depth: int) -> Standing | None:
    """Return what the governing word makes of the clause; None where it has no say."""
    relation, above = link.relation, link.governor
    if relation == "relative" and clause.asking is not None and clause.asking.lower_ == "when":
        return _awaited(chain, clause, above, depth)
    if relation == "relative" and clause.verb.tag_ in ("VBP", "VB"):
        return _proposed(chain, clause, above, depth)
    if relation == "subject" and clause.form == "ing" and above.lemma_ == "be":  # "attending the talks will be Ek"
        outer = chain.standing(above, depth - 1)
        return outer if outer.mood == "planned" else None
    if relation == "whether":
        return Standing("possible", (link.mark or above,), True)
    if relation == "about":
        return under_preposition(chain, link, depth, None)
    if relation == "purpose":
        return _purpose(chain, link, depth)
    if relation not in ("to", "that", "ing", "bare", "participle"):
        return None
    if is_verbal(above):
        return _complement(chain, clause, link, depth)
    if above.pos_ == "ADJ" or above.dep_ == "acomp":
        return _of_adjective(chain, clause, link, depth)
    return _of_noun(chain, clause, link, depth)


def _awaited(chain: Chain, clause: Clause, noun: Token, depth: int) -> Standing | None:
    """Return how a clause stands that was hung on a time: "will be told this *week, when* the minister visits"."""
    verb = next((above for above in noun.ancestors if is_verbal(above)), None)
    if clause.past or clause.perfect or verb is None:
        return None
    outer = chain.standing(verb, depth - 1)
    return Standing("planned", outer.cues, True) if outer.mood == "planned" else None


def _proposed(chain: Chain, clause: Clause, noun: Token, depth: int) -> Standing | None:
    """Return how a proposal stands that was hung on the noun before it: "asked in a letter *that they meet*"."""
    that = any(child.lower_ == "that" for child in clause.verb.lefts)
    verb = next((above for above in noun.ancestors if is_verbal(above)), None)
    if not that or clause.subject is None or clause.subject.lower_ == "that" or verb is None:
        return None
    effect = chain.effects.find("that", *keys_of(verb))
    return chain.resolve(effect, chain.standing(verb, depth - 1), verb) if effect and effect.name != "report" else None


def _complement(chain: Chain, clause: Clause, link: Link, depth: int) -> Standing:
    above, relation = link.governor, link.relation
    outer = chain.standing(above, depth - 1)
    if relation == "that" and any(child.dep_ == "dobj" for child in above.lefts):
        return Standing("holds")  # two clauses side by side: "X accuses Y of it, a charge Y denies"
    noun = next((child for child in above.rights if child.dep_ == "attr"), None) if above.lemma_ == "be" else None
    if relation == "to" and noun is not None:  # "was the first to visit"; "was to visit" has no noun between
        return _of_noun(chain, clause, Link(noun, "to"), depth)
    yet = next((child for child in above.children if child.lower_ == "yet"), None)
    if relation == "to" and above.lemma_ in ("have", "be") and yet is not None:
        return Standing("not-held", (yet,), True)
    effect = chain.effects.find("to" if relation == "bare" else relation, *keys_of(above))
    if effect is None and relation == "that" and clause.form != "finite":
        effect = chain.effects.find("to", *keys_of(above))
    if effect is None and link.word == "for":  # "calls for the army to leave": the marker is the verb's preposition
        effect = chain.effects.find("about", f"{above.lemma_} for")
    if effect is None and relation == "to":
        effect = chain.effects.find("purpose", *keys_of(above))
    if effect is not None and effect.name == "planned" and relation == "to" and _had_been(above):
        return Standing("cancelled", (above,), True)
    if effect is not None and not (effect.name == "planned" and _is_told(clause)):
        return chain.resolve(effect, outer, above)
    if relation == "that" or clause.form == "finite":
        return Standing("holds")
    return Standing("possible", (above,), True) if relation == "to" else outer


def _had_been(verb: Token) -> bool:
    """Say whether a plan is told as one that is no more: "had been due to meet", "had been scheduled to meet"."""
    helping = {child.lower_ for child in verb.lefts if child.dep_ in ("aux", "auxpass")}
    if "had" not in helping and "'d" not in helping:
        return False
    return (verb.lower_ == "been") or "been" in helping


def _is_told(clause: Clause) -> bool:
    """Say whether a clause tells what was: "sure that they met" is no plan."""
    return clause.form == "finite" and clause.modal is None and (clause.past or clause.perfect)


def _of_adjective(chain: Chain, clause: Clause, link: Link, depth: int) -> Standing:
    effect = chain.effects.find("adjective", link.governor.lower_, link.governor.lemma_)
    if effect is not None and not (effect.name == "planned" and _is_told(clause)):
        adjective = link.governor
        above = adjective.head if adjective.dep_ == "acomp" else adjective  # "will be happy to meet"
        if effect.name == "planned" and _had_been(above):
            return Standing("cancelled", (adjective,), True)
        return chain.resolve(effect, chain.standing(above, depth - 1), adjective)
    return Standing("possible", (link.governor,)) if link.relation == "to" else Standing("holds")


def _of_noun(chain: Chain, clause: Clause, link: Link, depth: int) -> Standing:
    noun = link.governor
    if link.relation in ("to", "that"):
        phrase = f"{noun.head.lemma_} {noun.lemma_}"
        effect = chain.effects.find("noun", phrase, noun.lower_, noun.lemma_)
        if effect is not None:
            return chain.resolve(effect, chain.standing(noun, depth - 1), noun)
    if link.relation == "participle" and noun.dep_ == "dobj" and chain.listed("seeing", noun.head.lemma_):
        outer = chain.standing(noun.head, depth - 1)  # "would like to see it *discussed* by the ministers"
        return Standing("possible" if outer.cues else "holds", outer.cues) if outer.holds else outer
    if link.relation != "to":
        asked = _proposed(chain, clause, noun, depth) if clause.verb.tag_ in ("VBP", "VB") else None
        if asked is None and link.relation == "ing" and noun.dep_ == "nsubj" and is_verbal(noun.head):
            outer = chain.standing(noun.head, depth - 1)  # "envoys talking behind closed doors can reach it"
            return Standing("possible", outer.cues) if outer.mood == "possible" else Standing("holds")
        if asked is None and link.relation == "ing" and noun.dep_ == "pobj":
            outer = chain.standing(noun, depth - 1)  # "ahead of news emerging from the talks"
            return Standing(outer.mood, outer.cues) if outer.mood in ("planned", "not-held") else Standing("holds")
        return asked or Standing("holds")
    if chain.listed("ordinal", noun.lemma_, *(left.lower_ for left in noun.lefts)):
        return chain.standing(noun, depth - 1)
    passive = any(child.dep_ == "auxpass" for child in clause.verb.lefts)
    return Standing("planned" if chain.title or passive else "possible", (clause.verb,))


def _purpose(chain: Chain, link: Link, depth: int) -> Standing:
    first = _ranked(chain, link)
    if first is not None:  # "became the first leader to visit", read as what it was done for
        return chain.standing(first, depth - 1)
    outer, keys = chain.standing(link.governor, depth - 1), keys_of(link.governor)
    effect = chain.effects.find("purpose", *keys)
    if effect is None:
        effect = chain.effects.find("to", *keys)
        if effect is not None and effect.name == "implied" and len(keys) == 2:
            effect = None  # "came to believe" is not "came to Paris to meet"; "went on to meet" is one phrase
    if effect is not None:
        return chain.resolve(effect, outer, link.governor)
    return Standing("planned", (link.governor,)) if outer.holds else outer


def _ranked(chain: Chain, link: Link) -> Token | None:
    """Return the noun that what is told ranks first, last or only: "is *the first leader* to visit"."""
    nouns = (child for child in link.governor.rights if child.dep_ == "attr")
    return next((n for n in nouns if chain.listed("ordinal", n.lemma_, *(left.lower_ for left in n.lefts))), None)


def _adverbial(chain: Chain, own: Standing, clause: Clause, link: Link, depth: int) -> Standing:
    waiting = chain.listed("waiting", link.word)
    if chain.listed("supposing", link.word):
        return own.under(Standing("possible", (link.mark or clause.verb,), True))
    if clause.form == "finite" and (not waiting or clause.past or own.mood != "holds"):
        return own
    outer = chain.standing(link.governor, depth - 1)
    if waiting and clause.form == "finite":
        return own if outer.holds else own.under(Standing("planned", outer.cues))
    return own.under(outer) if outer.mood in ("planned", "possible") else own
