"""Hold a line of text against the cues of website furniture.

In: one piece of text. Out: `Signs`, the features by which `furniture.py` judges it. The cues are data:
`lexicons/furniture.toml`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from dateline.lexicon import Table, lexicon

_WORD = re.compile(r"[^\W_]+(?:['’+-][^\W_]+)*")
_QUOTED = re.compile(r'“[^”]*(?:”|$)|"[^"]*(?:"|$)|(?<!\w)‘[^’]*(?:’(?!\w)|$)|(?<!\w)\'[^\']*\'(?!\w)')
_READER = frozenset(("you", "your", "yours", "you're", "you've", "you'll", "yourself"))
_WE = frozenset(("we", "our", "ours", "we're", "we've", "we'll", "ourselves"))
_TWEET = re.compile(r"\(@\w+\)")  # a tweet that the article quotes is signed so
_CONTROLS = 120  # characters; the longest strip of controls on our marked pages has 96
_US = re.compile(r"\bus\b")  # "US" in capitals is a country


@dataclass(frozen=True, slots=True)
class Signs:
    """What a line shows: `key` is its words in small letters; the counts leave quoted speech out."""

    key: str
    words: tuple[str, ...]
    exact: bool  # the whole line is a cue
    opens: bool  # it opens with a cue
    shape: str | None  # the name of the shape that it has: a price, a count, crumbs of navigation
    lists: bool  # it heads a list of links
    ends: bool  # it heads what comes after an article
    summary: bool  # it heads the article's own summary
    strong: int  # phrases of appeals, newsletters, subscriptions, law
    services: int  # words of the site's services
    reader: int  # words that speak to the reader
    we: int
    address: bool  # it gives an e-mail address or a handle
    imperative: bool
    said: bool
    biography: bool
    interface: bool  # it holds nothing but the words of a site's controls


class Phrases:
    """Many phrases to look for at once, found by their rarest word."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self.by_word: dict[str, list[str]] = {}
        for phrase in phrases:
            words = split_words(phrase)
            if words:
                self.by_word.setdefault(max(words, key=len), []).append(f" {' '.join(words)} ")

    def count(self, words: Iterable[str], padded: str) -> int:
        """Return how many of the phrases stand in the padded line that the words were cut from."""
        return sum(phrase in padded for word in set(words) if word in self.by_word for phrase in self.by_word[word])


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues, made ready to be looked up."""

    exact: frozenset[str]
    opens: dict[str, tuple[str, ...]]  # by first word
    marks: tuple[str, ...]  # openings that need their colon or sign: "more:", "just $"
    strong: Phrases
    services: frozenset[str]
    speech: frozenset[str]
    imperative: frozenset[str]
    lists: frozenset[str]
    ends: frozenset[str]
    summary: frozenset[str]
    shapes: re.Pattern[str]  # one named group a shape
    roles: re.Pattern[str]
    guides: re.Pattern[str]  # over the key: "top africa stories now", "also on this site"
    sure: frozenset[str]
    likely: frozenset[str]
    small: frozenset[str]


def split_words(text: str) -> tuple[str, ...]:
    """Return the words of a text in small letters, with straight apostrophes and no other punctuation."""
    return tuple(_WORD.findall(text.lower().replace("’", "'")))


@lru_cache(maxsize=1)
def load_cues() -> Cues:
    """Return the cues of `lexicons/furniture.toml`."""
    table = lexicon("furniture")
    opens: dict[str, list[str]] = {}
    marks = []
    for phrase in table.strings("opens", "promotion"):
        words = split_words(phrase)
        if not words or not phrase[-1].isalnum() or not phrase[0].isalnum():
            marks.append(phrase)
        else:
            opens.setdefault(words[0], []).append(" ".join(words) + " ")
    shapes = table.mapping("shapes")
    roles = "|".join(map(re.escape, table.strings("biography", "roles")))
    return Cues(
        exact=_keys(phrase for group in table.lists("exact").values() for phrase in group),
        opens={word: tuple(phrases) for word, phrases in opens.items()},
        marks=tuple(marks),
        strong=Phrases(phrase for group in table.lists("strong").values() for phrase in group),
        services=table.words("services", "words"),
        speech=table.words("speech", "words"),
        imperative=table.words("imperative", "words"),
        lists=_keys(table.strings("lists", "headings")),
        summary=_keys(table.strings("summary", "headings")),
        ends=_keys(table.strings("ends", "headings")),
        shapes=re.compile("|".join(f"(?P<{name}>{_scoped(shape)})" for name, shape in shapes.items())),
        roles=re.compile(
            r"^[A-Z][\w.'’-]+(?: [\w.'’-]+){0,4},? (?:is|was|works as|covers|reports|writes) "
            rf".{{0,60}}?\b(?:{roles})\b"
            r"|^(?:The|This) (?:writer|author|columnist|reporter|contributor)s? (?:is|are|was|can be|tweets|works)\b"
        ),
        guides=_guides(table),
        sure=table.words("interface", "sure"),
        likely=table.words("interface", "likely"),
        small=table.words("interface", "small"),
    )


def _guides(table: Table) -> re.Pattern[str]:
    """Match the key of a heading that sends the reader to other pages; a sentence is longer."""
    opens, first, last = (
        "|".join(map(re.escape, table.strings("guides", name))) for name in ("opens", "first", "last")
    )
    return re.compile(rf"(?:{opens})(?: \S+){{0,4}}|(?:{first}) (?:\S+ ){{0,2}}(?:{last})")


def _keys(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(" ".join(split_words(phrase)) or phrase for phrase in phrases)


def read_signs(text: str) -> Signs:
    """Return what one line shows."""
    cues = load_cues()
    all_words = split_words(text)
    key = " ".join(all_words)
    bare = _bare(all_words) or key or text
    spoken = split_words(_QUOTED.sub(" ", text)) if any(c in text for c in "“\"‘'") else all_words
    padded = f" {' '.join(spoken)} "
    shape = _shape(text, cues) if len(text) < 200 else None
    opens = _opens(text, key, cues)
    guide = len(text) < 60 and not text.endswith((".", "?", "!", ",")) and bool(cues.guides.fullmatch(bare))
    return Signs(
        key=bare,
        words=all_words,
        exact=bare in cues.exact or key in cues.exact,
        opens=opens,
        shape=shape,
        lists=bare in cues.lists or guide or (opens and text.endswith(":")),
        ends=bare in cues.ends or shape in ("thoughts", "about"),
        summary=bare in cues.summary,
        strong=cues.strong.count(spoken, padded),
        services=sum(word in cues.services for word in spoken),
        reader=sum(word in _READER for word in spoken),
        we=sum(word in _WE for word in spoken) + len(_US.findall(text)),
        address="@" in text and not _TWEET.search(text),
        imperative=bool(spoken) and spoken[0] in cues.imperative,
        said=not cues.speech.isdisjoint(spoken),
        biography=bool(cues.roles.match(text)),
        interface=len(text) < _CONTROLS and _is_interface(all_words, cues),
    )


def _parts(word: str, cues: Cues) -> list[str]:
    """Return a word's parts where a hyphen joins two controls: "share-facebook"; "e-mail" is one word."""
    return [word] if word in cues.sure or "-" not in word else [part for part in word.split("-") if part]


def _is_interface(words: tuple[str, ...], cues: Cues) -> bool:
    """Say whether a line is made of the words of a site's controls: "E-mail this to a friend", "Print page"."""
    named = [part for word in words if not word[0].isdigit() for part in _parts(word, cues)]
    sure, likely = sum(word in cues.sure for word in named), sum(word in cues.likely for word in named)
    if not (sure or likely > 1):
        return False
    return all(word in cues.sure or word in cues.likely or word in cues.small for word in named)


def _opens(text: str, key: str, cues: Cues) -> bool:
    if text.startswith(("“", '"', "‘")):  # somebody says it
        return False
    small = text[:40].lower().lstrip()
    first = key.partition(" ")[0]
    return small.startswith(cues.marks) or any(f"{key} ".startswith(phrase) for phrase in cues.opens.get(first, ()))


def _bare(words: tuple[str, ...]) -> str:
    """Return the words without numbers and without a link to the rest: "Comments 88", "Top stories View all"."""
    key = " ".join(word for word in words if not (word[0].isdigit() and word.replace("k", "").isdigit()))
    return key.removesuffix(" view all").removesuffix(" see all")


def _shape(text: str, cues: Cues) -> str | None:
    found = cues.shapes.match(text)
    return found.lastgroup if found else None


def _scoped(shape: str) -> str:
    """Return a pattern whose leading `(?i)` holds for itself alone, so that it can stand among others."""
    return f"(?i:{shape.removeprefix('(?i)')})" if shape.startswith("(?i)") else shape
