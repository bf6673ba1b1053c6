"""Find the publisher that a plain page names: in its boxes, at its foot, in an address, at its head or in a byline.

In: the text and its lines by kind. Out: the publisher's name, or None. An agency that is credited is the credit and
not the publisher, and a link to another page says nothing of this one's.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from dateline.config import RESOURCES
from dateline.lexicon import lexicon, load_rows
from dateline.model.text import Block, BlockKind
from dateline.read.bylines import find_agency, is_role, names_publisher, read_bare_byline, read_byline, read_service
from dateline.read.cues import read_signs
from dateline.read.datelines import bracketed
from dateline.read.hosts import find_hosts, name_of_host, squeeze
from dateline.read.masthead import TOP, names_outlet, read_masthead
from dateline.read.published import find_stamps

_JOINTS = "of|and|&|the|on|for|de|des|du|del|da|do|der|und|y|la|le|les|los|las|al|el"
_NAME = rf"(?:[Tt]he )?[A-ZÀ-Þ][\w&’'.-]*[\w](?: (?:{_JOINTS}|[A-ZÀ-Þ][\w&’'.-]*[\w]|\d+))*"
_THE = re.compile(r"The [A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,2}")  # "The Lagos Beacon"
_BEHIND = re.compile(r"\s+[|–—-]\s+(?P<who>[A-ZÀ-Þ][\w&’'.-]*(?: [\w&’'.-]+){0,5}(?: [|–—-] .{2,40})?)$")
_ELSEWHERE = re.compile(r" on (?:Twitter|Facebook|Telegram|WhatsApp|Instagram|YouTube|Bluesky|X|LinkedIn)\b.*")
_SAME = 20  # characters; a line that repeats so many of the title's is the title again
_ENOUGH = 2  # weight from which an unknown name is taken for the publisher's
_TAKEN_BY = re.compile(r"/ ?(?P<who>The [A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,2})\W*$")  # "Ann Day/The Lagos Beacon"
_SEEN = 600  # characters of a line that are looked through; the longest notice on our marked pages has 330
_SURE = 4  # weight of a pattern that names the publisher by itself
_ABOVE = (BlockKind.FURNITURE, BlockKind.SUBTITLE, BlockKind.DATE, BlockKind.CREDIT)
_LINK = 6  # words; a line of furniture that is longer and speaks of no service may be another page's headline


def find_publisher(text: str, blocks: Sequence[Block]) -> str | None:
    """Return the publisher that the page's furniture, byline, title and addresses name."""
    lines = {kind: [text[b.start : b.end] for b in blocks if b.kind is kind] for kind in BlockKind}
    votes: Counter[str] = Counter()
    furniture = [line[:_SEEN] for line in (*lines[BlockKind.FURNITURE], *lines[BlockKind.CREDIT])]
    credits = {line[:_SEEN] for line in lines[BlockKind.CREDIT]}
    for line in furniture:
        for weight, name in _named(line):
            votes[name] += weight
        if line not in credits and not _is_link(line):
            votes.update(name for name in known_publishers(line) if not _is_agency(name) or _is_own(line))
    for line in lines[BlockKind.BYLINE]:
        for name in read_byline(line) or read_bare_byline(line) or ():
            votes.pop(name, None)  # the writer's own copyright
    for line in lines[BlockKind.BYLINE]:
        for name in dict.fromkeys((*_after_names(line), *known_publishers(line))):
            votes[name] += 0 if _is_agency(name) or read_service(line) == name else 3
    _count_closing_notices(votes, text, blocks)
    _count_mastheads(votes, text, blocks)
    _count_title(votes, text, blocks)
    _count_hosts(votes, text, [*furniture, *lines[BlockKind.BYLINE]])
    for line in lines[BlockKind.DATE]:
        for part in re.split(r"\s+[/|•·]\s+", line):
            votes[part] += 3 if names_publisher(part) else 0
    for line in lines[BlockKind.CAPTION]:
        votes.update(match["who"] for match in _TAKEN_BY.finditer(line) if _has_word(match["who"]))
    for name in list(votes):
        votes[name] += votes[name] > 0 and any(_shortens(name, line) for line in furniture)
    for name in credited(lines):
        votes[name] //= 3
    return _best(votes)


def credited(lines: Mapping[BlockKind, Sequence[str]]) -> set[str]:
    """Return the publishers of our table that the page takes the report from: its credits and its dateline."""
    told = [*lines[BlockKind.CREDIT], *lines[BlockKind.DATELINE]]
    known = {name for line in told for name in known_publishers(line) if _is_agency(name)}
    return known | {found for line in told if (found := bracketed(line))}


def _best(votes: Counter[str]) -> str | None:
    known = _known_names()
    best = max(votes, key=lambda name: (votes[name], name in known, len(name)), default=None)
    if best is None or not votes[best] or (votes[best] < _ENOUGH and best not in known):
        return None
    bare = best.removeprefix("The ")
    best = next((name for name in votes if name.startswith((f"{best} ", f"{bare} ")) and votes[name] > 0), best)
    best = f"The {best}" if votes.get(f"The {best}", 0) > 0 else best
    same = [name for name in votes if name != best and squeeze(name) == squeeze(best) and not name.isupper()]
    return same[0] if same and best.isupper() else best


def _is_agency(name: str) -> bool:
    return find_agency(name) == name


def _is_own(line: str) -> bool:
    """Say whether a line that names an agency is the agency's own: its name alone, or its copyright."""
    signs = read_signs(line)
    return signs.shape == "copyright" or len(signs.words) < _LINK


def _shortens(name: str, line: str) -> bool:
    """Say whether a line calls a publisher by the last word of its name: "the Beacon" for "The Lagos Beacon"."""
    last = name.split()[-1]
    return name.count(" ") > 0 and name not in line and bool(re.search(rf"\b[Tt]he {re.escape(last)}\b", line))


def _is_link(line: str) -> bool:
    """Say whether a line of furniture may be the headline of another page, whose outlet it then names."""
    signs = read_signs(line)
    speaks = signs.strong or signs.services or signs.reader or signs.we or signs.shape in ("copyright", "address")
    return len(signs.words) >= _LINK and not speaks


def _count_mastheads(votes: Counter[str], text: str, blocks: Sequence[Block]) -> None:
    """Count the names that the lines at the very top give as the site's, spelt as the page spells them elsewhere."""
    told = [(b.kind, text[b.start : b.end]) for b in blocks]
    others = [line[:_SEEN] for kind, line in told if kind is not BlockKind.BODY]
    top = [line for kind, line in told[: 2 * TOP] if kind in _ABOVE][:TOP]
    titled = any(kind is BlockKind.TITLE for kind, _ in told)
    first = titled and told[0][0] in _ABOVE
    for line in top:
        found = read_masthead(line, [other for other in others if other != line])
        if not found or _is_agency(found.name):
            continue
        weight = found.weight + 2 * first + 2 * _is_told(found.name, told)
        first = False
        if weight >= _ENOUGH or votes[found.name]:
            name = _known_names().get(found.name) or spell_name(found.name, text)
            votes[name] += weight + sum(votes.pop(short, 0) for short in found.shorts)


def _is_told(name: str, told: Sequence[tuple[BlockKind, str]]) -> bool:
    """Say whether somebody in the article tells the site something: "he told the Lantern"."""
    bare = re.escape(name.removeprefix("The ").removeprefix("THE "))
    pattern = re.compile(rf"\b(?:told|tells|telling|interview with) (?:the )?{bare}\b", re.IGNORECASE)
    return any(pattern.search(line) for kind, line in told if kind is BlockKind.BODY)


def _count_title(votes: Counter[str], text: str, blocks: Sequence[Block]) -> None:
    """Count the name that stands behind the headline, as in the title of a browser's window: "Headline - Site"."""
    title = next((text[b.start : b.end] for b in blocks if b.kind is BlockKind.TITLE), "")
    top = [text[b.start : b.end] for b in blocks[: 3 * TOP] if b.kind is not BlockKind.BODY]
    for line in top if len(title) > _SAME else ():
        match = _BEHIND.search(line)
        if match and line[: match.start()] in (title, title[: match.start()]):
            name = re.split(r"\s+[|–—-]\s+", match["who"])[0]
            again, bar = line != title or _has_word(name), "|" in match.group() and not read_signs(name).exact
            votes[_known_names().get(name, name)] += 4 * again or 2 * bar


def _count_closing_notices(votes: Counter[str], text: str, blocks: Sequence[Block]) -> None:
    """Count the copyright under the article once more: in the midst of it a notice is a picture's."""
    last = max((b.start for b in blocks if b.kind is BlockKind.BODY), default=0)
    for block in blocks:
        line = text[block.start : block.end][:_SEEN]
        if block.start > last and block.kind is BlockKind.FURNITURE and read_signs(line).shape == "copyright":
            sure = 2 if read_signs(line).strong else 1  # all rights reserved: the site's own
            for weight, name in _named(line, least=0):
                votes[name] += sure if weight < _SURE else 0


def spell_name(name: str, text: str) -> str:
    """Return a name in capitals as the text spells it elsewhere, or as it is."""
    if not name.isupper():
        return name
    spelt = re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)
    return next((m.group() for m in spelt if m.group()[:1].isupper() and not m.group().isupper()), name)


def _count_hosts(votes: Counter[str], text: str, lines: Sequence[str]) -> None:
    """Count the name that the site's own addresses give, spelt as the page spells it elsewhere."""
    for host in find_hosts(lines):
        known = next((name for name in votes if squeeze(name) == squeeze(host)), None)
        name = known or name_of_host(host, text)
        if name and name.lower() not in _never():
            votes[name] += 3 if known or name != host else 1


def _named(line: str, *, least: int = 4) -> Iterator[tuple[int, str]]:
    """Yield the names that a line of furniture gives as the publisher's, each with its weight.

    One without a word of publishing weighs nothing by itself below the weight `least`.
    """
    for weight, pattern in _patterns():
        for match in pattern.finditer(line):
            name = _trimmed(match.group("who"))
            if name:
                sure = weight >= least or _has_word(name) or name in _known_names() or _THE.fullmatch(name)
                yield weight if sure else 0, _known_names().get(name, name)


def _trimmed(name: str) -> str | None:
    """Return a captured name without the words about it, or None where it is no publisher's."""
    name = re.sub(
        r"(?:’s|'s)?,?\s*(?:(?:\bNews (?:&|and) Media )?"
        r"\b(?:Limited|GmbH|Corp|Pvt|Ltd|Inc|LLC|PLC|plc|Co|App|Newsletters?|Premium|Digital|digital|Readers?|Journalists?"
        r"|All Rights|Any|Terms|Privacy|Unauthori[sz]ed|Reproduction|Registered|Contact|For)\b.*)$",
        "",
        name,
    )
    name = re.sub(r"[’']s$", "", _ELSEWHERE.sub("", name))
    name = re.sub(r"(?: and| of| for| the)?(?: \d{4})+$", "", name).strip(" .,'’-")
    return (
        None
        if not name or find_stamps(name) or name.lower().removeprefix("the ") in _never()
        else re.sub(r"^the ", "The ", name)
    )


def _has_word(name: str) -> bool:
    return names_outlet(name) or not _words().isdisjoint(re.findall(r"[a-z]+", name.lower()))


def _after_names(line: str) -> Iterator[str]:
    """Yield what stands behind the writers' names in a byline: "Ann Day, The Harbour Times"."""
    match = re.search(r"(?:,| [Ff]or| [|•·]| \()\s*((?:The )?[A-Z][\w’'&-]*(?: [A-Z][\w’'&-]*){0,4})\)?\s*$", line)
    if match:
        name = match.group(1)
        if is_role(name):
            return
        short = name.isupper() and 2 < len(name) < 6
        if short or _has_word(name) or name in _known_names():
            yield _known_names().get(name, name)


def known_publishers(line: str) -> tuple[str, ...]:
    """Return the names of the publishers of our table that a line holds."""
    return tuple(_known_names()[found] for found in dict.fromkeys(_known_pattern().findall(line)))


def country_of_publisher(publisher: str | None) -> tuple[str, ...]:
    """Return the country of a publisher of our table, ISO 3166-1 alpha-2."""
    country = _countries().get(publisher or "")
    return (country,) if country else ()


@lru_cache(maxsize=1)
def _known_names() -> dict[str, str]:
    """Return the spellings of the publishers that our table knows, each with the name."""
    rows = load_rows(RESOURCES / "publishers" / "names.tsv")
    return {spelling: row["name"] for row in rows for spelling in (row["name"], *row["aliases"].split("|")) if spelling}


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    return {row["name"]: row["country"] for row in load_rows(RESOURCES / "publishers" / "names.tsv")}


@lru_cache(maxsize=1)
def _known_pattern() -> re.Pattern[str]:
    names = sorted(map(re.escape, _known_names()), key=len, reverse=True)
    return re.compile(rf"(?<![\w@.])(?:{'|'.join(names)})(?![\w-])")


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[int, re.Pattern[str]], ...]:
    rows = lexicon("metadata").get("publisher", "patterns")
    return tuple((int(weight), re.compile(pattern.replace("{name}", _NAME))) for weight, pattern in rows)


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    return lexicon("metadata").words("publisher", "words")


@lru_cache(maxsize=1)
def _never() -> frozenset[str]:
    return lexicon("metadata").words("publisher", "never")
