from dateline.annotate.sentences import Sentence, load_model
from dateline.extract.tellings import find_triggers, read_telling
from dateline.model.text import BlockKind


def parse(text: str) -> Sentence:
    return Sentence(0, 0, len(text), BlockKind.BODY, load_model()(text))


def test_what_stands_around_a_trigger() -> None:
    sentence = parse("Rebels will not attack the port of Varna.")
    telling = read_telling("m", "p", sentence, [token for token in sentence.doc if token.lower_ == "attack"])
    assert telling.lemma == "attack"
    assert telling.actors == {"rebel"}
    assert "port" in telling.objects
    assert (telling.ahead, telling.denied, telling.noun) == (True, True, False)
    assert "attack" in telling.senses


def test_particles_tell_verbs_apart() -> None:
    sentence = parse("The actress checked out of the clinic.")
    telling = read_telling("m", "p", sentence, [token for token in sentence.doc if token.lower_ == "checked"])
    assert telling.particles == {"out"}


def test_triggers_are_verbs_and_nouns_of_a_known_sense() -> None:
    sentence = parse("The explosion has killed a farmer.")
    assert [token.text for token in find_triggers(sentence)] == ["explosion", "killed"]
