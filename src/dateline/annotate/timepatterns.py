"""The patterns of times: load them, and run on a sentence those that its words can match.

In: resources/lexicons/times_patterns.toml; a sentence's characters. Out: `Sketch`es, overlapping ones too. Which of
them stands is decided in `dates`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from dateline.annotate.durations import LENGTH_READERS
from dateline.annotate.timeplaces import PLACE_READERS
from dateline.annotate.timerules import READERS, Match, Sketch, sketch_date
from dateline.annotate.timewords import any_of, compile_pattern, time_words
from dateline.lexicon import Table, lexicon


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern and the function that makes the sketch of its match."""

    name: str
    trigger: str
    pattern: re.Pattern[str]
    read: Callable[[Match], Sketch | None]


def match_patterns(text: str) -> list[Sketch]:
    """Return all sketches that the patterns find in a sentence."""
    triggers = frozenset(match.lastgroup or "" for match in _trigger_pattern().finditer(text))
    return list(_matches(text, triggers)) if triggers else []


def _matches(text: str, triggers: frozenset[str]) -> Iterator[Sketch]:
    for rule in _rules_for(triggers):
        for match in rule.pattern.finditer(text):
            sketch = rule.read(match)
            if sketch is not None:
                yield sketch


@lru_cache(maxsize=512)
def _rules_for(triggers: frozenset[str]) -> tuple[Rule, ...]:
    return tuple(rule for rule in load_rules() if rule.trigger in triggers)


@lru_cache(maxsize=1)
def load_rules() -> tuple[Rule, ...]:
    """Read and check every pattern; ResourceError names the file and line of one that is wrong."""
    table = lexicon("times_patterns")
    return tuple(_read_rule(table, row) for row in table.tables("rule"))


def _read_rule(table: Table, row: Mapping[str, Any]) -> Rule:
    name, reader, template = str(row.get("name")), str(row.get("read")), str(row.get("pattern"))
    by_name = {**READERS, **PLACE_READERS}
    if reader in by_name:
        read: Callable[[Match], Sketch | None] = partial(sketch_date, name, by_name[reader])
    elif reader in LENGTH_READERS:
        read = LENGTH_READERS[reader]
    else:
        raise table.error(f"no reader of times is called {reader!r}", f'"{reader}"')
    try:
        return Rule(name, str(row.get("trigger")), compile_pattern(template), read)
    except (re.error, KeyError) as error:
        raise table.error(f"the pattern of {name!r} is wrong: {error}", template) from error


@lru_cache(maxsize=1)
def _trigger_pattern() -> re.Pattern[str]:
    """One expression that tells which sorts of words of time a sentence has: most sentences have none."""
    words, table = time_words(), lexicon("times")
    groups = {
        **{key: table.words("triggers", key) for key in ("side", "near", "set")},
        "unit": (*words.units, "half"),
        "weekday": words.weekdays,
        "month": words.months,
        "holiday": words.holidays,
        "daypart": words.dayparts,
        "season": words.seasons,
        "ref": (*words.refs, "recent"),
    }
    zones = any_of(words.zones)
    figures = {
        "clock": rf"\d\d?[:.]\d\d(?!\.\d)|\d\d?\s?[ap]\.?m\b|\d{{4}}\s(?:hours|hrs|local|{zones})\b",
        "figure": r"\d\d?[/.]\d\d?[/.]|['’]?[2-9]0['’]?s\b|\d\d?(?:st|nd|rd|th)\s[Cc]ent|Q\d|9/11",
        "nth": r"the(?=\s\d\d?(?:st|nd|rd|th)\b)",  # what stands behind may be a century
        "year": r"(?:1[5-9]|20)\d\d(?!\d)",
    }
    shown = "|".join(rf"(?P<{key}>{pattern})" for key, pattern in figures.items())
    named = "|".join(rf"(?P<{key}>(?:{any_of(group)})(?:s|-?long)?\b)" for key, group in groups.items())
    return re.compile(rf"\b(?:{shown}|{named})", re.IGNORECASE)
