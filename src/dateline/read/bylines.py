"""Know a line that names the writers, and a line that credits others with the reporting.

In: one line. Out: the names in it, or None where it is no such line. The words are data: `lexicons/metadata.toml`.
"""

import re
from functools import lru_cache

from dateline.lexicon import lexicon

_PART = r"(?:[A-Z][\w’'.-]*[\w.]|[A-Z]\.?)"
_PARTICLE = "(?:(?:de|da|del|di|van|von|der|den|la|le|al|el|bin|ibn|ben|du|dos|ter|ten) )*"
_NAME = re.compile(rf"{_PART}(?: {_PARTICLE}{_PART}){{1,4}}(?: Jr\.?| Sr\.?| III)?")
_SPLIT = re.compile(r"\s*(?:,|;|/|\||\band\b|&|\bwith\b)\s*")
_TAIL = re.compile(r"\s+(?i:in|at|for|of|from|on)\s+(?=[A-Z@]|the\b).*$")
_ROLE_ENDS = (" correspondent", " editor", " reporter", " columnist", " writer")
_LONGEST = 160


def read_byline(line: str) -> tuple[str, ...] | None:
    """Return the names of a line that opens as a byline does ("By Ann Day and Bo Lee, Staff"); () for a desk."""
    if len(line) > _LONGEST:
        return None
    match = _opening().match(line)
    if not match:
        return None
    rest = line[match.end() :].strip(" :|-–—")
    names = split_names(rest) or _before_publisher(rest)
    if names:
        return names
    return () if _is_desk(rest) or (rest and rest.isupper() and len(rest.split()) < 8) else None


def _before_publisher(rest: str) -> tuple[str, ...]:
    """Return the two-word name that a publisher's follows without a comma: "Ann Day Harbour Times"."""
    words = rest.split()
    ahead, behind = words[:2], {word.lower() for word in words[2:]}
    if 3 <= len(words) <= 6 and behind & _publishing() and _never().isdisjoint(w.lower() for w in ahead):
        return (" ".join(ahead),) if _NAME.fullmatch(" ".join(ahead)) else ()
    return ()


def read_bare_byline(line: str) -> tuple[str, ...] | None:
    """Return the names of a line that is names, with or without a role or place behind: "Ann Day in Lima"."""
    if len(line) > 90 or line.endswith((".", "?", "!", ":")) or line.count(" ") > 9:
        return None
    names = split_names(line)
    first = _NAME.match(line)
    return names if names and first and first.start() == 0 else None


def split_names(text: str) -> tuple[str, ...]:
    """Return the persons' names in a list of names and roles; () where something else stands among them."""
    text = re.sub(r"\([^)]*\)", " ", text).strip(" .")
    names: list[str] = []
    for index, part in enumerate(_SPLIT.split(text)):
        part = _TAIL.sub("", part).strip(" .:–—-")
        if not part:
            continue
        name = _person(part)
        if name:
            names.append(name)
        elif index == 0:
            return ()
    return tuple(dict.fromkeys(names))


def _person(part: str) -> str | None:
    """Return a part of a byline as a person's name, its role cut off, or None where it is a role or a publisher."""
    small = part.lower()
    if (
        small in _roles()
        or small.removesuffix("s") in _roles()
        or _is_desk(part)
        or "@" in part
        or any(c.isdigit() for c in part)
    ):
        return None
    if part.isupper():
        part = " ".join(word.capitalize() if len(word) > 2 else word for word in part.split())
    match = _NAME.match(part)
    if not match or not _never().isdisjoint(part.lower().split()):
        return None
    rest = part[match.end() :].strip().lower()
    if rest and rest not in _roles():
        return None
    return None if _publishing() & set(match.group().lower().split()) else match.group()


def _is_desk(text: str) -> bool:
    return text.lower().strip(" .") in _desks() or (
        bool(_publishing() & set(text.lower().split())) and len(text.split()) < 6 and text[:1].isupper()
    )


def is_role(line: str) -> bool:
    """Say whether a line is a writer's role and nothing else: "Diplomatic correspondent"."""
    small = line.strip(" .,").lower()
    return small in _roles() or (small.endswith(_ROLE_ENDS) and len(small.split()) < 5)


def read_credit(line: str) -> str | None:
    """Return who is credited in a line such as "Additional reporting by the agencies", or None."""
    if len(line) > 250:
        return None
    line = line.lstrip("—–- ")
    for pattern in _credits():
        match = pattern.match(line)
        if match:
            who = match.groupdict().get("who")
            return re.sub(r"(?i)^the (?=associated|press|canadian)", "The ", who).strip() if who else line.strip("() .")
    return None


def find_agency(text: str) -> str | None:
    """Return the news agency that a short text names, or None."""
    match = _agencies().search(text)
    return match.group() if match else None


@lru_cache(maxsize=1)
def _opening() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, lexicon("metadata").strings("byline", "opens")), key=len, reverse=True))
    return re.compile(rf"(?i:{words})(?:\s*[:|-]\s*|\s+)(?=[A-Z])|(?:BY|By)\s*(?=[A-Z])")


@lru_cache(maxsize=1)
def _roles() -> frozenset[str]:
    return lexicon("metadata").words("byline", "roles")


@lru_cache(maxsize=1)
def _desks() -> frozenset[str]:
    return lexicon("metadata").words("byline", "desks")


@lru_cache(maxsize=1)
def _never() -> frozenset[str]:
    return lexicon("metadata").words("byline", "never")


@lru_cache(maxsize=1)
def _publishing() -> frozenset[str]:
    return lexicon("metadata").words("publisher", "words")


@lru_cache(maxsize=1)
def _credits() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in lexicon("metadata").strings("credit", "patterns"))


@lru_cache(maxsize=1)
def _agencies() -> re.Pattern[str]:
    names = sorted(map(re.escape, lexicon("metadata").strings("agencies", "names")), key=len, reverse=True)
    return re.compile(rf"(?<![\w])(?:{'|'.join(names)})(?![\w])")
