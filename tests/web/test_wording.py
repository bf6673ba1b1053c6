"""The words of the desk: all in one file, every key that is used is there, and no template speaks by itself."""

import re
from pathlib import Path

import pytest

from dateline.config import RESOURCES
from dateline.errors import ResourceError
from dateline.lexicon import load_table
from dateline.web.desk import HERE
from dateline.web.wording import load_wording

TEMPLATES = sorted((HERE / "templates").glob("*.html"))
CODE = sorted(HERE.glob("*.py"))
SAID = re.compile(r"""\bsay\(\s*["']([a-z_]+\.[A-Za-z_-]+)["']\s*[,)]""")
COUNTED = re.compile(r"""\bmany\([^()"']*(?:\([^()]*\)[^()"']*)*,\s*["']([a-z_]+)["']\)""")


@pytest.mark.parametrize("path", [*TEMPLATES, *CODE], ids=lambda path: path.name)
def test_every_key_has_words(path: Path) -> None:
    text, wording = path.read_text(encoding="utf-8"), load_wording()
    for key in SAID.findall(text):
        assert wording.say(key)
    for thing in COUNTED.findall(text):
        assert wording.count(2, thing).startswith("2 ")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_speaks_by_itself(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "\0", text, flags=re.DOTALL)
    spoken = re.sub(
        r"<(script|style)\b.*?</\1>|<code>.*?</code>|<kbd>.*?</kbd>|<[^>]*>|&\w+;", " ", text, flags=re.DOTALL
    )
    told = re.findall(r"""\b(?:aria-label|placeholder|title|alt)=["']([^"']*)["']""", text)
    assert re.findall(r"[A-Za-z]{2,}", spoken + " ".join(told)) == []


def test_states_and_statuses_have_words() -> None:
    from dateline.model.claims import Status
    from dateline.model.record import FieldState

    wording = load_wording()
    assert all(wording.knows(f"status.{status.value}") for status in Status)
    assert all(wording.knows(f"{group}.{state.value}") for state in FieldState for group in ("state", "state_long"))


def test_a_key_without_words_is_told() -> None:
    with pytest.raises(ResourceError, match="nothing_of_the_kind"):
        load_wording().say("event.nothing_of_the_kind")


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("2016-09-05", "2016-09-05", "5 September 2016"),
        ("2016-09-05", "2016-09-11", "5–11 September 2016"),
        ("2016-10-01", "2016-10-31", "October 2016"),
        ("2016-02-01", "2016-02-29", "February 2016"),
        ("2016-01-01", "2016-12-31", "2016"),
        ("2016-10-21", "2016-11-20", "21 October – 20 November 2016"),
        ("2015-12-30", "2016-01-02", "30 December 2015 – 2 January 2016"),
        ("9999-12-01", "9999-12-31", "December 9999"),
        (None, None, "undated"),
        ("soon", None, "soon"),
    ],
)
def test_days_in_words(start: str | None, end: str | None, told: str) -> None:
    from dateline.web.showing import show_days

    assert show_days(start, end) == told


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("duration", "PT90M", "90 minutes"),
        ("duration", "PT1H30M", "1 hour 30 minutes"),
        ("duration", "briefly", "briefly"),
        ("status", "not-held", "not held"),
        ("date", "2016-09-05/2016-09-11", "5–11 September 2016"),
        ("venue", "the West Lake state guest house", "the West Lake state guest house"),
    ],
)
def test_values_in_words(field: str, value: str, told: str) -> None:
    from dateline.web.showing import show_value

    assert show_value(field, value) == told


def test_every_field_of_the_record_has_a_word() -> None:
    fields = load_table(RESOURCES / "reconcile.toml").get("field")
    assert fields
    assert [name for name in fields if not load_wording().knows(f"field.{name}")] == []
