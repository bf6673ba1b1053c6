"""Know a line that names the writers, and a line that credits others with the reporting.

In: one line. Out: the names in it, or None where it is no such line. The words are data: `lexicons/metadata.toml`.
"""

import re
from functools import lru_cache

from dateline.lexicon import lexicon

_PART = r"(?:[A-Z][\w’'.-]*[\w.]|[A-Z]\.?)"
_PARTICLE = "(?:(?:de|da|del|di|van|von|der|den|la|le|al|el|bin|ibn|ben|du|dos|ter|ten) )*"
_NAME = re.compile(rf"{_PART}(?: {_PARTICLE}{_PART}){{1,4}}(?: Jr\.?| Sr\.?| III)?")
_SPLIT = re.compile(r"\s*(?:,|;|/|\||•|·|\band\b|&|\bwith\b)\s*")
_TAIL = re.compile(r"\s+(?i:in|at|for|of|from|on)\s+(?=[A-Z@]|the\b).*$")
_ROLE_ENDS = (" correspondent", " editor", " reporter", " columnist", " writer", " journalist", " producer")
_DESK_ENDS = (" desk", " bureau", " staff", " team")
_FROM_DESK = re.compile(r"(?i:by|from):? (?P<who>[^.!?]{3,40}?)\.?")
_LONGEST = 160
_ACRONYM = re.compile(r"[A-Z]{2,6}")
_DASHED = re.compile(r"[—–-]+ ?(?P<who>[A-Z]{2,6}(?:/[A-Z]{2,6})?|[Aa]gencies)\.?")  # "- NZPA" under the last paragraph
_CLOSING = re.compile(
    r"(?<=[.!?”\"’')])\s+(?P<credit>[(\[](?P<who>[^()\[\]]{2,80})[)\]]\.?|[—–-]+ ?(?P<dashed>[A-Z][^.!?]{1,60})\.?)$"
)
_ROLE_FIRST = re.compile(
    r"(?:By|BY|by) (?:[a-z’'-]+ ){0,3}(?:reporter|correspondent|editor|writer|columnist|producer|chief)s? (?=[A-Z])"
)
_SERVICES = ("Press", "Service", "Agency", "Wire", "Newswire", "Services")
_SERVICE = re.compile(
    r"(?:^|[,|(] ?|(?<=[a-z]) )(?P<who>(?:The )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3}?) "
    r"(?i:(?:staff|special|senior|diplomatic|foreign|white house) )?(?i:writers?|correspondents?|reporters?)\W*$"
)


def read_byline(line: str) -> tuple[str, ...] | None:
    """Return the names of a line that opens as a byline does ("By Ann Day and Bo Lee, Staff"); () for a desk."""
    if len(line) > _LONGEST:
        return None
    match = _opening().match(line) or _ROLE_FIRST.match(line)
    if not match:
        named = _FROM_DESK.fullmatch(line)
        return () if named and named.group("who").lower() in _desks() else None
    rest = line[match.end() :].strip(" :|-–—*†")
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
    if not match or _is_place(match.group()) or not _never().isdisjoint(part.lower().split()):
        return None
    rest = part[match.end() :].strip(" -–—|").lower()
    if rest and not is_role(rest):
        return None
    return None if _publishing() & set(re.split(r"[\s-]", match.group().lower())) else match.group()


def _is_place(name: str) -> bool:
    """Say whether a name looks like a town's by its first or last word: "New Delhi", "Mexico City"."""
    words = name.lower().split()
    return words[0] in _place_words()["opens"] or words[-1] in _place_words()["ends"]


def _is_desk(text: str) -> bool:
    return (
        text.lower().strip(" .").endswith(_DESK_ENDS)
        or text.lower().strip(" .") in _desks()
        or (bool(_publishing() & set(text.lower().split())) and len(text.split()) < 6 and text[:1].isupper())
    )


def names_publisher(text: str) -> bool:
    """Say whether a few words name a publisher: capitalised, a word of publishing among them."""
    words, parts = text.split(), set(re.split(r"[\s-]", text.lower()))
    return 1 < len(words) < 6 and bool(_publishing() & parts) and all(word[0].isupper() for word in words)


def is_role(line: str) -> bool:
    """Say whether a line is a writer's role and nothing else: "Diplomatic correspondent"."""
    small = line.strip(" .,").lower()
    return small in _roles() or (small.endswith(_ROLE_ENDS) and len(small.split()) < 5)


def read_credit(line: str) -> str | None:
    """Return who is credited in a line such as "Additional reporting by the agencies", or None."""
    if len(line) > 250:
        return None
    if signed := _DASHED.fullmatch(line):
        return signed.group("who")
    line = line.lstrip("—–- ")
    for pattern in _credits():
        match = pattern.match(line)
        if match:
            who = match.groupdict().get("who")
            return re.sub(r"(?i)^the (?=associated|press|canadian)", "The ", who).strip() if who else line.strip("() .")
    return None


def find_closing_credit(text: str) -> int | None:
    """Return where the credit begins that closes a paragraph: "... in May. (With inputs from PTI)", "... — AFP"."""
    match = _CLOSING.search(text)
    if not match:
        return None
    who = (match.group("who") or match.group("dashed")).strip()
    agencies = all(find_agency(part.strip()) == part.strip() for part in who.split("/"))
    named = _ACRONYM.fullmatch(who) or agencies or read_credit(match.group("credit"))
    return match.start("credit") if named else None


def read_service(line: str) -> str | None:
    """Return the agency or news service whose writer a line names: "Ann Day, Consolidated Press Writer"."""
    opened = _opening().match(line)
    if opened and find_agency(line[opened.end() :].strip(" .")) == line[opened.end() :].strip(" ."):
        return line[opened.end() :].strip(" .")
    match = _SERVICE.search(line)
    if not match:
        return None
    name = re.sub(r"^(?:[Bb]y|BY):? (?:.*,\s*)?", "", match.group("who")).strip()
    agency = find_agency(name)
    if agency and agency == name:
        return agency
    return name if name.split()[-1] in _SERVICES and len(name.split()) > 1 else None


def initials(name: str) -> str:
    """Return the first letters of a name's words: "CP" of "Consolidated Press"."""
    return "".join(word[0] for word in name.split() if word[:1].isupper() and word != "The")


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
def _place_words() -> dict[str, tuple[str, ...]]:
    return lexicon("metadata").lists("towns")


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
