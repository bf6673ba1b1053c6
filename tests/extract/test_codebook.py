"""Every frame of the codebook matches its own examples and leaves its counter-examples alone."""

from pathlib import Path

import pytest
from tests.extract.reading import read_text

from dateline.errors import ResourceError
from dateline.extract.codebook import Codebook, load_codebook
from dateline.extract.events import best_matches as best_of
from dateline.extract.frames import Match

OWN = Codebook.load()


def best_matches(text: str) -> list[Match]:
    """Return the best match of every token that opens a frame with somebody in it; without one there is no event."""
    read = read_text(text)
    found = [match for sentence in read.sentences for match in best_of(sentence, read.references, OWN)]
    return [match for match in found if match.fillers]


def opened(text: str) -> set[str]:
    """Return the ids of the frames that win at some token of the text."""
    return {match.frame.id for match in best_matches(text)}


@pytest.mark.parametrize(("id_", "text"), [(frame.id, text) for frame in OWN.frames for text in frame.yes])
def test_frame_matches_its_example(id_: str, text: str) -> None:
    assert id_ in opened(text)


@pytest.mark.parametrize(("id_", "text"), [(frame.id, text) for frame in OWN.frames for text in frame.no])
def test_frame_leaves_its_counter_example(id_: str, text: str) -> None:
    assert id_ not in opened(text)


@pytest.mark.parametrize(("name", "text"), [(kind.name, text) for kind in OWN.types for text in kind.no])
def test_type_leaves_its_counter_example(name: str, text: str) -> None:
    assert name not in {match.frame.type for match in best_matches(text)}


def test_every_frame_has_an_example() -> None:
    assert [frame.id for frame in OWN.frames if not frame.yes] == []


FAULTS = [
    ('type = "X"\n', "no [[frame]]"),
    ('[[frame]]\nid = "x.a"\n', '`type = "..."` is missing'),
    ('type = "X"\n[[frame]]\nid = "x.a"\nclass = "verb"\n', ":2: frame 'x.a': trigger"),
    ('type = "X"\n[[frame]]\nid = "x.a"\nclass = "word"\ntrigger = ["go"]\n', "class should be one of"),
    ('type = "X"\n\n[[frame]]\nid = "x.a"\nclass = "verb"\ntrigger = ["go"]\nrole = 3\n', ":3: frame 'x.a': no key"),
    (
        'type = "X"\n[[frame]]\nid = "x.a"\nclass = "verb"\ntrigger = ["go"]\nrequire = { who = ["person"] }\n',
        "require names 'who'",
    ),
    ('type = "X"\n[[frame]]\nid = "x.a"\nclass = "verb"\ntrigger = ["@nothing"]\n', "is no list"),
    ('type = "X"\n[[frame]]\nid = "x.a"\nclass = "verb"\ntrigger = ["go"]\nstatus = "done"\n', "status 'done'"),
]


@pytest.mark.parametrize(("source", "message"), FAULTS)
def test_fault_names_file_and_line(tmp_path: Path, source: str, message: str) -> None:
    (tmp_path / "x.toml").write_text(source, encoding="utf-8")
    with pytest.raises(ResourceError) as error:
        load_codebook(tmp_path)
    assert message in str(error.value)
    assert str(tmp_path / "x.toml") in str(error.value)


def test_user_folder_replaces_ours(tmp_path: Path) -> None:
    source = 'type = "STRIKE"\n[[frame]]\nid = "strike.down"\nclass = "verb"\ntrigger = ["down tools"]\n'
    (tmp_path / "strike.toml").write_text(source, encoding="utf-8")
    assert [frame.type for frame in Codebook.load(tmp_path).frames] == ["STRIKE"]


def test_one_file_is_a_codebook_too(tmp_path: Path) -> None:
    source = 'type = "STRIKE"\n[[frame]]\nid = "strike.down"\nclass = "verb"\ntrigger = ["down tools"]\n'
    path = tmp_path / "strike.toml"
    path.write_text(source, encoding="utf-8")
    assert [kind.name for kind in Codebook.load(path).types] == ["STRIKE"]


def test_empty_folder_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="holds no codebook"):
        load_codebook(tmp_path)
