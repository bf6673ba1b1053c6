"""Find the hosts of the addresses that a page prints, and the publisher's name that a host spells.

In: lines of furniture, and the page's text. Out: the label of each host ("harbourtimes" of mail@harbourtimes.co.uk)
and a name. Hosts that belong to no newspaper are data: `lexicons/metadata.toml`.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from dateline.lexicon import lexicon

_ADDRESS = re.compile(
    r"(?<![\w.+-])(?:(?P<mail>[\w.+-]+@)|https?://|(?<![\w@.-])(?:www\.))?(?P<host>(?:[a-z0-9-]+\.)+[a-z]{2,})(?![\w@])",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?i:follow|like|join|via|tweet) (?:us )?(?:on \w+ )?@(?P<host>[A-Za-z_]{6,30})\b")
_ENDS = re.compile(r"(?:\.(?:co|com|org|net|gov|ac|edu))?\.[a-z]{2,}$", re.IGNORECASE)
_SEEN = 400  # characters of a line that are looked through; a box of a site is no longer
_LONGEST = 5  # words; the longest names of newspapers have as many


def find_hosts(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the labels of the hosts in the lines' addresses, without those that belong to services for all."""
    found: dict[str, None] = {}
    for line in (line[:_SEEN] for line in lines):
        if handle := _HANDLE.search(line):
            found[handle["host"].lower().strip("_")] = None
        for match in _ADDRESS.finditer(line):
            if "." not in match["host"] or not (match["mail"] or _is_address(match)):
                continue
            label = _ENDS.sub("", match["host"].lower()).split(".")[-1]
            if len(label) > 3 and label not in _shared():
                found[label] = None
    return tuple(found)


def _is_address(match: re.Match[str]) -> bool:
    """Say whether an address without an @ is one: it opens as one does or ends in a domain that is common."""
    opened = match.group().lower().startswith(("http", "www."))
    return opened or match["host"].lower().endswith(_domains())


def squeeze(name: str) -> str:
    """Return a name's letters and digits in small, without an article before them."""
    return re.sub(r"[\W_]+", "", name.lower().removeprefix("the "))


def name_of_host(host: str, text: str) -> str | None:
    """Return the name that a host spells, as the text writes it; else cut at a word of publishing, or the host."""
    want = host.removeprefix("the").replace("-", "")
    words = list(re.finditer(r"[\w’'&]+", text))
    for index, word in enumerate(words):
        if not want.startswith(squeeze(word.group())[:3]) or not word.group()[:1].isupper():
            continue
        for last in range(index, min(index + _LONGEST, len(words))):
            name = text[word.start() : words[last].end()]
            if squeeze(name) == want and not name.islower() and "\n" not in name and " " in name:
                article = text[max(0, word.start() - 4) : word.start()] == "The "
                return f"The {name}" if article else name
    return _cut_host(want) or host


def _cut_host(host: str) -> str | None:
    """Return "Harbour Times" for "harbourtimes", "Daily Comet" for "dailycomet": a word of publishing at an end."""
    if host.startswith("daily") and len(host) > 8:
        return f"Daily {host[5:].capitalize()}"
    end = next((word for word in _publishing() if len(word) > 3 and host.endswith(word) and host != word), None)
    return f"{host[: -len(end)].strip('-').capitalize()} {end.capitalize()}" if end else None


@lru_cache(maxsize=1)
def _shared() -> frozenset[str]:
    return lexicon("metadata").words("hosts", "shared")


@lru_cache(maxsize=1)
def _domains() -> tuple[str, ...]:
    return lexicon("metadata").strings("hosts", "domains")


@lru_cache(maxsize=1)
def _publishing() -> tuple[str, ...]:
    return tuple(sorted(lexicon("metadata").strings("publisher", "words"), key=len, reverse=True))
