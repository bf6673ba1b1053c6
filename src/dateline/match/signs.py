"""The signs that two tellings are of one event, or are not: a literal list of features.

In: two tellings, compared. Out: a number a feature, mostly between 0 and 1; each docstring is the reason that people
are shown. What each weighs is learned: see `weighing`.
"""

from collections.abc import Callable

from dateline.match.tellings import Compared, overlap

# --- the words themselves -----------------------------------------------------------------------------------------


def same_word(pair: Compared) -> float:
    """They use the same word."""
    return float(pair.same)


def family_word(pair: Compared) -> float:
    """They use words of one family."""
    return float(pair.family)


def sense_word(pair: Compared) -> float:
    """They use words of one sense."""
    return float(pair.sense)


def shared_part(pair: Compared) -> float:
    """Their phrases share a word."""
    return float(pair.part and not pair.sense)


def rare_word(pair: Compared) -> float:
    """The word that they share is a rare one."""
    return pair.same * min(pair.left.weight, pair.right.weight)


def rare_sense(pair: Compared) -> float:
    """Their words of one sense are rare ones."""
    return pair.sense * min(pair.left.weight, pair.right.weight)


def both_say(pair: Compared) -> float:
    """Both only tell that someone spoke."""
    return float(pair.word and "say" in pair.left.senses and "say" in pair.right.senses)


def one_speaker(pair: Compared) -> float:
    """Both tell that the same one spoke."""
    return both_say(pair) * pair.actors


def verb_and_noun(pair: Compared) -> float:
    """One tells it with a verb, the other with a noun."""
    return float(pair.word and pair.left.noun != pair.right.noun)


def both_nouns(pair: Compared) -> float:
    """Both tell it with a noun."""
    return float(pair.word and pair.left.noun and pair.right.noun)


def same_particle(pair: Compared) -> float:
    """Their verbs have the same particle."""
    return float(pair.word and bool(pair.left.particles & pair.right.particles))


def other_particle(pair: Compared) -> float:
    """Their verbs have different particles."""
    both = pair.left.particles and pair.right.particles
    return float(pair.word and bool(both) and not pair.left.particles & pair.right.particles)


def one_ahead(pair: Compared) -> float:
    """One tells it as still to come or possible."""
    return float(pair.word and pair.left.ahead != pair.right.ahead)


def one_denied(pair: Compared) -> float:
    """One tells it as not so."""
    return float(pair.word and pair.left.denied != pair.right.denied)


# --- who, whom, where ---------------------------------------------------------------------------------------------


def same_actors(pair: Compared) -> float:
    """The same ones do it."""
    return pair.word * pair.actors


def other_actors(pair: Compared) -> float:
    """Others do it."""
    return float(pair.word and bool(pair.left.actors and pair.right.actors) and not pair.actors)


def same_objects(pair: Compared) -> float:
    """It is done to the same."""
    return pair.word * pair.objects


def other_objects(pair: Compared) -> float:
    """It is done to others."""
    return float(pair.word and bool(pair.left.objects and pair.right.objects) and not pair.objects)


def same_arguments(pair: Compared) -> float:
    """The same words stand around it."""
    return pair.word * pair.arguments


def crossed(pair: Compared) -> float:
    """Who does it in one is whom it is done to in the other."""
    across = overlap(pair.left.actors, pair.right.objects), overlap(pair.left.objects, pair.right.actors)
    return pair.word * max(across)


def same_names(pair: Compared) -> float:
    """The same names take part."""
    return pair.word * overlap(pair.left.names, pair.right.names)


def same_places(pair: Compared) -> float:
    """The same place is told."""
    return pair.word * overlap(pair.left.places, pair.right.places)


def bare(pair: Compared) -> float:
    """One of them says nothing of who or what."""
    return float(pair.word and not (pair.left.arguments and pair.right.arguments))


def other_numbers(pair: Compared) -> float:
    """Their sentences give different numbers."""
    both = pair.left.numbers and pair.right.numbers
    return float(pair.word and bool(both) and not pair.left.numbers & pair.right.numbers)


def other_dates(pair: Compared) -> float:
    """Their sentences give different dates."""
    both = pair.left.dates and pair.right.dates
    return float(pair.word and bool(both) and not pair.left.dates & pair.right.dates)


# --- where it is told ---------------------------------------------------------------------------------------------


def alike_sentences(pair: Compared) -> float:
    """Their sentences are alike."""
    return pair.word * pair.alike


def alike_on_page(pair: Compared) -> float:
    """Two sentences of one page are alike."""
    return pair.page * pair.alike


def page_same_word(pair: Compared) -> float:
    """One page uses the word twice."""
    return float(pair.page and pair.same)


def one_sentence(pair: Compared) -> float:
    """One sentence tells both."""
    return float(pair.sentence)


def one_sentence_same_word(pair: Compared) -> float:
    """One sentence uses the word twice."""
    return float(pair.sentence and pair.same)


# --- where the words have nothing in common -----------------------------------------------------------------------


def strange_alike(pair: Compared) -> float:
    """Their words differ, but the sentences are alike."""
    return (not pair.word) * pair.alike


def strange_arguments(pair: Compared) -> float:
    """Their words differ, but the same words stand around them."""
    return (not pair.word) * pair.arguments


def strange_actors(pair: Compared) -> float:
    """Their words differ, but the same ones act."""
    return (not pair.word) * pair.actors


def strange_page(pair: Compared) -> float:
    """Their words differ on one page."""
    return float(not pair.word and pair.page)


def strange_main(pair: Compared) -> float:
    """Their words differ, but both are what the sentence says first of all."""
    return float(not pair.word and pair.left.main and pair.right.main)


def strange_rare(pair: Compared) -> float:
    """Their words differ, and both are rare."""
    return (not pair.word) * min(pair.left.weight, pair.right.weight)


def one_is_argument(pair: Compared) -> float:
    """The word of one stands beside the other."""
    crossing = pair.left.words & pair.right.arguments or pair.right.words & pair.left.arguments
    return float(not pair.word and bool(crossing))


FEATURES: tuple[Callable[[Compared], float], ...] = (
    same_word,
    family_word,
    sense_word,
    shared_part,
    rare_word,
    rare_sense,
    both_say,
    one_speaker,
    verb_and_noun,
    both_nouns,
    same_particle,
    other_particle,
    one_ahead,
    one_denied,
    same_actors,
    other_actors,
    same_objects,
    other_objects,
    same_arguments,
    crossed,
    same_names,
    same_places,
    bare,
    other_numbers,
    other_dates,
    alike_sentences,
    alike_on_page,
    page_same_word,
    one_sentence,
    one_sentence_same_word,
    strange_alike,
    strange_arguments,
    strange_actors,
    strange_page,
    strange_main,
    strange_rare,
    one_is_argument,
)
