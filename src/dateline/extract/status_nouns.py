"""How a noun stands: the words round it, then the verb, noun or preposition that governs it.

In: a noun (or adjective) and the chain of its sentence. Out: its `Standing`. Clauses are left to `status_verbs`.
"""

from spacy.tokens import Token

from dateline.extract.chain import Link, find_link, is_verbal, naught
from dateline.extract.effects import Effect, keys_of
from dateline.extract.standing import Chain, Standing

_COUNTED_ABOVE = frozenset({"nsubj", "nsubjpass", "dobj", "attr"})
"""Where a noun's "no" is already read as its verb's negation."""

_UNDONE = ("not-held", "cancelled", "postponed", "doubted")


def noun_standing(chain: Chain, noun: Token, depth: int) -> Standing:
    """Return how a noun stands."""
    link, own = find_link(noun), _modified(chain, noun, depth)
    if link is None:
        asked = chain.title and chain.asks
        return own or Standing("possible" if asked else "holds")
    outer = _governed(chain, noun, link, depth)
    if own is None or (own.holds and outer.mood in _UNDONE):
        return outer
    if own.holds and not own.firm:
        return own
    if outer.firm:
        if own.firm and (own.mood in _UNDONE or (own.mood == "planned" and outer.mood == "possible")):
            return own
        told = outer.holds and not own.firm and not (own.mood == "planned" and _is_present(link.governor))
        return outer if told else own.under(outer)
    return outer if outer.mood in _UNDONE and not own.firm else own


def _is_present(verb: Token) -> bool:
    """Say whether a verb is in the simple present: "the next summit *takes* place in May" is still to come."""
    return verb.tag_ in ("VBZ", "VBP") and verb.lemma_ != "be" and not any(c.dep_ == "aux" for c in verb.lefts)


def _modified(chain: Chain, noun: Token, depth: int) -> Standing | None:
    """Return what the words round a noun say of it: "planned talks", "no talks", "talks to be held"."""
    if noun.dep_ not in _COUNTED_ABOVE:
        empty = naught(noun)
        if empty is not None:
            return Standing("not-held", (empty,), True)
    for child in noun.lefts:
        if child.dep_ in ("amod", "compound", "nmod", "advmod", "nummod"):
            effect = chain.effects.find("before", child.lower_, child.lemma_)
            if effect is not None and effect.holds != "same":
                return Standing(effect.holds, (child,))
    ahead = chain.near(noun, "future")
    if ahead is not None:
        return Standing("planned", (ahead,))
    past = chain.near(noun, "past")
    return Standing("holds", (past,)) if past is not None else _postmodified(chain, noun, depth)


def _postmodified(chain: Chain, noun: Token, depth: int) -> Standing | None:
    for child in noun.rights:
        if child.dep_ not in ("acl", "relcl", "amod"):
            continue
        if _opens_now(chain, child):
            return Standing("planned", (child,))
        effect = _effect_after(chain, child)
        if effect is None or effect.name == "fact" or _is_closing(chain, child):
            continue
        if any(left.lower_ == "to" for left in child.lefts):
            return Standing("planned", (child,), True)
        return chain.resolve(effect, chain.standing(child, 1), child)
    return None


def _opens_now(chain: Chain, verb: Token) -> bool:
    """Say whether a clause tells in the present that something opens: "the meeting that *begins* here today"."""
    opens = verb.dep_ == "relcl" and verb.tag_ in ("VBZ", "VBP") and chain.listed("opening", verb.lemma_)
    return opens and not any(child.dep_ == "aux" for child in verb.lefts)


def _is_closing(chain: Chain, verb: Token) -> bool:
    """Say whether a plan is for the end only: "talks scheduled *to end* on Friday"."""
    return any(child.dep_ == "xcomp" and chain.listed("closing", child.lemma_) for child in verb.rights)


def _effect_after(chain: Chain, child: Token) -> Effect | None:
    """Return what a clause or adjective after the noun does to it: "talks *planned* for May", "that *collapsed*"."""
    keys = keys_of(child)
    if child.pos_ == "ADJ":
        return chain.effects.find("adjective", *keys)
    passive = any(c.dep_ == "auxpass" for c in child.lefts)
    if passive or (child.dep_ == "acl" and child.tag_ == "VBN" and not child.n_lefts):
        return chain.effects.find("object", *keys)
    if child.dep_ == "relcl" and any(c.dep_ == "nsubj" and c.tag_ in ("WDT", "WP") for c in child.lefts):
        return chain.effects.find("subject", *keys)
    return None


def _governed(chain: Chain, noun: Token, link: Link, depth: int) -> Standing:
    relation, above = link.relation, link.governor
    if relation == "about":
        return under_preposition(chain, link, depth, noun)
    if relation == "whether":
        return Standing("possible", (link.mark or above,), True)
    if is_verbal(above) and relation in ("object", "subject", "to", "that", "ing"):
        return _argument(chain, noun, link, depth)
    if relation == "predicate":
        outer = chain.standing(above, depth - 1)
        return Standing(outer.mood, outer.cues, True)
    if relation == "subject" and above.pos_ == "ADJ":  # "wants them to make *clear* the aims of the talks"
        return chain.standing(above, depth - 1)
    if relation == "compound" and not is_verbal(above):
        effect = chain.effects.find("noun", above.lower_, above.lemma_)
        return chain.resolve(effect, chain.standing(above, depth - 1), above) if effect else Standing("holds")
    if relation == "aside" and noun.dep_ == "npadvmod" and is_verbal(above):
        return Standing(chain.standing(above, depth - 1).mood)
    if relation == "apposition":
        return Standing(chain.standing(above, depth - 1).mood)
    return Standing("holds")


def _argument(chain: Chain, noun: Token, link: Link, depth: int) -> Standing:
    """Return what a verb makes of the event that is its object or subject."""
    above, relation = _patient_of(chain, noun, link)
    outer = chain.standing(above, depth - 1)
    if relation == "subject" and above.lemma_ == "be":
        said = _predicate(chain, above, outer)
        if said is not None:
            return said
        if _is_coming(above, outer, noun):
            return Standing("planned", outer.cues)
    effect = chain.effects.find(relation, *keys_of(above))
    if effect is not None and effect.name == "topic":
        return Standing("holds") if chain.is_known(noun) else Standing("possible", (above,))
    if effect is not None:
        return chain.resolve(effect, outer, above)
    if relation == "subject" and chain.listed("content", above.lemma_):
        return _content(chain, noun, outer, closing=chain.listed("closing", above.lemma_))
    if outer.mood == "planned" and relation == "subject" and chain.listed("encounter", noun.lemma_.lower()):
        return Standing("planned", outer.cues)  # "the talks will serve to end the feud"
    if not outer.holds and chain.is_known(noun):
        return Standing("holds")
    return Standing("holds" if outer.holds else outer.mood, outer.cues)


def _is_coming(be: Token, outer: Standing, noun: Token) -> bool:
    """Say whether "be" tells of what is still to come: "the meeting will be to review", "would be the first"."""
    if outer.mood == "planned":
        return noun.tag_ == "NN"
    would = any(child.lower_ in ("would", "'d") for child in be.lefts if child.dep_ == "aux")
    return outer.mood == "possible" and would and any(child.dep_ == "attr" for child in be.rights)


def _patient_of(chain: Chain, noun: Token, link: Link) -> tuple[Token, str]:
    """Return the verb that decides, and whether the noun is its subject or object."""
    above, relation = link.governor, link.relation
    if noun.dep_ in ("nsubj", "nsubjpass") and noun.head.i == above.i:
        raised = _raised(chain, above)
        if raised is not None:
            return raised, "object" if any(c.dep_ == "auxpass" for c in raised.children) else "subject"
    if chain.title and relation == "subject" and above.tag_ in ("VBD", "VBN") and _is_headline_passive(chain, above):
        return above, "object"
    return above, relation


def _is_headline_passive(chain: Chain, verb: Token) -> bool:
    """Say whether a headline's bare past form is a passive: "Summit called off", "Talks planned"."""
    if any(child.dep_ in ("dobj", "aux", "auxpass", "ccomp", "xcomp") for child in verb.children):
        return False
    keys = keys_of(verb)
    return chain.effects.find("subject", *keys) is None and chain.effects.find("object", *keys) is not None


def _raised(chain: Chain, verb: Token) -> Token | None:
    """Return the deepest verb with the same subject: "talks are expected *to be held*", "are likely to *begin*"."""
    found, at = None, verb
    for _ in range(4):
        lower = next((c for c in at.children if c.dep_ in ("xcomp", "acomp", "oprd")), None)
        if lower is None:
            break
        at = lower
        found = lower if is_verbal(lower) else found
    if found is None:
        return None
    keys = keys_of(found)
    known = chain.effects.find("subject", *keys) or chain.effects.find("object", *keys)
    return found if known or chain.listed("content", found.lemma_) else None


def _predicate(chain: Chain, be: Token, outer: Standing) -> Standing | None:
    """Return what "be" and its predicate say of the subject: "is likely", "is on hold", "was off"."""
    for child in be.rights:
        effect = None
        if child.dep_ in ("acomp", "attr", "oprd"):
            effect = chain.effects.find("predicate", child.lower_)
            if effect is None and not chain.listed("judging", child.lower_):
                effect = chain.effects.find("adjective", child.lower_)
        elif child.dep_ in ("prep", "advmod", "prt"):
            below = next((c for c in child.rights if c.dep_ in ("pobj", "pcomp", "advmod")), None)
            key = f"{child.lower_} {below.lower_}" if below is not None else child.lower_
            effect = chain.effects.find("predicate", key)
        if effect is not None and effect.name != "fact":
            return chain.resolve(effect, outer, child)
    return None


def _content(chain: Chain, noun: Token, outer: Standing, *, closing: bool) -> Standing:
    """Return how an event stands that the verb only describes: "the talks will focus on", "did not last"."""
    if outer.mood == "planned" and closing:
        return Standing("ongoing", outer.cues)
    if outer.mood == "planned" or (outer.mood == "possible" and not chain.is_known(noun)):
        return outer
    return Standing("planned" if outer.mood == "possible" else "holds", outer.cues)


def under_preposition(chain: Chain, link: Link, depth: int, noun: Token | None) -> Standing:
    """Return what a preposition and the word above it make of a noun, or of an -ing form (`noun` is None)."""
    above = _seat(chain, link, noun)
    if noun is not None and _is_there_for(chain, link, noun):
        return Standing("planned", (link.mark,) if link.mark is not None else ())
    outer = chain.standing(above, depth - 1)
    effect = None
    if is_verbal(above) and not (noun is not None and _is_fronted(link)):
        effect = chain.effects.find("about", *(f"{key} {link.word}" for key in keys_of(above)))
        if effect is None and noun is None and link.word in _ABOUT and any(c.dep_ == "dobj" for c in above.rights):
            effect = chain.effects.find("object", *keys_of(above))  # "urged action on lifting the ban"
    elif above.pos_ == "ADJ":
        effect = chain.effects.find("adjective", above.lower_, above.lemma_)
    elif chain.listed("joining", link.word) and not _is_kept(chain, above):
        effect = chain.effects.find("noun", above.lower_, above.lemma_)
    if effect is None:
        if noun is None and above.pos_ == "NOUN" and outer.open and link.word in _ABOUT:
            return Standing(outer.mood, outer.cues)  # "urged action on lifting the ban": as open as the noun
        return _prepositional(chain, link, outer, noun, depth)
    denied = chain.rebuttal() if effect.name in ("report", "claimed") else None
    if denied is not None and denied.i > above.i:
        return Standing("not-held", (denied,), True)
    return chain.resolve(effect, outer, above)


def _is_fronted(link: Link) -> bool:
    """Say whether a phrase stands before its verb, as where that was: "*at their meeting* they failed to agree"."""
    return link.mark is not None and link.mark.dep_ == "prep" and link.mark.i < link.governor.i


def _is_kept(chain: Chain, noun: Token) -> bool:
    """Say whether a plan's noun is told of what has been: "fish *topped the agenda* of the talks"."""
    verb = next((above for above in noun.ancestors if is_verbal(above)), None)
    return chain.listed("kept", noun.lower_) and verb is not None and _is_told_done(verb)


def _is_there_for(chain: Chain, link: Link, noun: Token) -> bool:
    """Say whether an encounter is what someone is somewhere for: "Ek, *here for talks* with Lund, said"."""
    above, prep = link.governor, link.mark
    if prep is None or prep.lower_ != "for" or not chain.listed("encounter", noun.lemma_.lower()):
        return False
    if above.tag_ in ("VBZ", "VBP") and (above.lemma_ == "be" or chain.listed("journey", above.lemma_)):
        return True  # "Ek is in Oslo for talks", "Ek flies to Oslo today for talks"
    seat = prep.head.head
    here = prep.head.lower_ in ("here", "there") and (seat.pos_ == "NOUN" or prep.head.i < seat.i)
    return (here and seat.lemma_ != "be") or above.pos_ == "PROPN"


def _seat(chain: Chain, link: Link, noun: Token | None) -> Token:
    """Return the word that an encounter's phrase belongs to, where the parser hung it one too low.

    "agreed to resume trade *after talks*" tells of talks held, "agreed on the visit *in a call*" of a call made.
    """
    above = link.governor
    if noun is None or not chain.listed("encounter", noun.lemma_.lower()):
        return above
    if above.dep_ == "xcomp" and link.word in ("after", "following") and above.head.tag_ in ("VBD", "VBN", "VBP"):
        return above.head
    verb = above.head.head if above.dep_ == "pobj" else above.head
    lower = above.pos_ == "NOUN" and chain.listed("encounter", above.lemma_.lower())
    return verb if lower and link.word in ("in", "during", "at") and _is_told_done(verb) else above


def _is_told_done(verb: Token) -> bool:
    """Say whether a verb tells of the past, simple or perfect."""
    helping = [child for child in verb.lefts if child.dep_ == "aux"]
    return verb.tag_ in ("VBD", "VBN") and all(child.lemma_ == "have" for child in helping)


_ABOUT = ("on", "about", "of", "over", "toward", "towards", "for")
"""Prepositions under which an -ing form tells what a noun is about."""


def _is_done(verb: Token) -> bool:
    """Say whether a verb is in the past, whatever is thought of it: "which they believe they settled in talks"."""
    return verb.tag_ == "VBD" and not any(child.dep_ == "aux" for child in verb.lefts)


def _is_hoping(chain: Chain, verb: Token) -> bool:
    """Say whether what is told in the past was a hope for what was to come: "*hoped for* progress at the meeting"."""
    return chain.listed("hoping", verb.lemma_) and any(child.lower_ == "for" for child in verb.rights)


def _is_planned_below(chain: Chain, verb: Token, outer: Standing) -> bool:
    """Say whether a phrase hangs on a verb or "be" that only plans what is below: "*was due* to hold talks before"."""
    if not outer.holds or not is_verbal(verb):
        return False
    for child in verb.rights:
        if child.dep_ == "acomp" and any(below.dep_ == "xcomp" for below in child.rights):
            effect = chain.effects.find("adjective", child.lower_, child.lemma_)
        elif child.dep_ == "xcomp":
            effect = chain.effects.find("to", *keys_of(verb))
        else:
            continue
        if effect is not None and effect.name == "planned":
            return True
    return False


def _are_to_act(chain: Chain, noun: Token, depth: int) -> bool:
    """Say whether those who sit in an encounter are to act there: "the *sides* in the talks will be led by Ek"."""
    subject = noun.dep_ in ("nsubj", "nsubjpass") and chain.listed("sitting", noun.lemma_.lower())
    return subject and chain.standing(noun.head, depth - 1).mood == "planned"


def _was_tried(chain: Chain, verb: Token) -> bool:
    """Say whether the verb is what someone tried: where that was, they were: "tried to mend it during talks"."""
    return verb.dep_ == "xcomp" and _is_done(verb.head) and chain.listed("tried", verb.head.lemma_)


def _prepositional(chain: Chain, link: Link, outer: Standing, noun: Token | None, depth: int) -> Standing:
    """Return what the preposition says where the word above it says nothing."""
    prepositions = chain.effects.prepositions
    kind = prepositions.get(link.word) or prepositions.get(link.word.rsplit(" ", 1)[-1])
    cue = (link.mark,) if link.mark is not None else ()
    if kind == "absent":
        return Standing("not-held", cue, True)
    if kind == "later":  # "prior to meeting Ek" too
        return Standing("planned", cue)
    if kind in ("before", "later"):
        if _is_planned_below(chain, link.governor, outer):
            return Standing("planned", outer.cues)
        spoken = kind == "before" and chain.listed("speech", link.governor.lemma_)
        return Standing("planned" if outer.open or spoken else "holds", outer.cues)
    if kind == "setting":
        done = _is_done(link.governor) or _was_tried(chain, link.governor)
        coming = outer.open and not done and not (noun is not None and chain.is_here(noun))
        if noun is not None and (_is_hoping(chain, link.governor) or _are_to_act(chain, link.governor, depth)):
            return Standing("planned", cue)
        return Standing("planned", outer.cues) if coming else Standing("holds")
    if kind == "past":
        ahead = outer.open and (noun is None or (outer.mood == "planned" and not chain.is_known(noun)))
        return Standing("planned" if ahead else "holds")
    if noun is not None and chain.is_known(noun) and outer.mood != "planned":
        return Standing("holds")
    return Standing("holds" if outer.holds else outer.mood, outer.cues)
