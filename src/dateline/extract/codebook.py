"""Load the codebook: one TOML file an event type, each with the frames by which a sentence tells that type.

In: a folder of files in the format that CONTRIBUTING.md describes. Out: `Codebook`, its frames indexed by the lemma
of their trigger's head. Raises `ResourceError` with file and line. Matching is left to `frames`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from dateline.config import RESOURCES
from dateline.errors import ResourceError
from dateline.lexicon import Table, lexicon, load_table
from dateline.model.claims import Status

CONSULT = "CONSULT"
"""The type of encounters, whose participants are read in ways of their own."""

Lemmas = Mapping[str, frozenset[str]]

WORD_CLASSES = ("verb", "noun", "adjective")
CLASSES = frozenset({"person", "organisation", "state", "igo", "group", "place", "gathering", "office"}) | {
    *("official", "named", "political", "any")
}
"""What `require` may ask of a role: a kind of entity; `official` for a person with an office or a title, `named` for
one with a name, `political` for a state, an official or a body of a political sector, `any` for anyone."""

_KEYS = frozenset({"id", "class", "trigger", "light", "except_light", "object", "need", "forbid", "mode", "kind"}) | {
    *("cameo", "roles", "about", "require", "anchor", "least", "status", "yes", "no", "note")
}


@dataclass(frozen=True, slots=True)
class Role:
    """Which arguments fill a role, in order of preference; `every` collects from all of them."""

    name: str
    labels: tuple[str, ...]
    every: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """One way to tell an event: its triggers, what fills its roles, what must and must not stand there."""

    id: str
    type: str
    word_class: str
    triggers: tuple[tuple[str, ...], ...]
    roles: tuple[Role, ...]
    about: tuple[str, ...] = ()
    light: frozenset[str] = frozenset()
    except_light: frozenset[str] = frozenset()
    need: Lemmas = field(default_factory=dict)
    forbid: Lemmas = field(default_factory=dict)
    require: Lemmas = field(default_factory=dict)
    mode: str | None = None
    kind: str | None = None
    cameo: str | None = None
    status: Status | None = None
    anchor: frozenset[str] = frozenset()  # classes of which some entity must be, in whatever role
    least: int = 0  # how many entities must be found over all roles
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class EventType:
    """One file of the codebook."""

    name: str
    definition: str
    plover: Mapping[str, Any]
    cameo: Mapping[str, Any]
    frames: tuple[Frame, ...]
    no: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trigger:
    """A frame under one of its triggers; `at` is where the head stands among the words."""

    frame: Frame
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Codebook:
    """All event types of one folder; `index` leads from a trigger's head lemma to the frames that it may open."""

    types: tuple[EventType, ...]
    index: Mapping[str, tuple[Trigger, ...]] = field(repr=False)

    def triggers(self, word: str, lemma: str, *, noun: bool) -> tuple[Trigger, ...]:
        """Return the triggers that a word may head; where a noun's plural is one itself, its singular is not meant."""
        own = self.index.get(word, ()) if word != lemma else ()
        if own and noun:  # "held talks" is no "talk"
            return own
        return self.index.get(lemma, ()) + own

    @property
    def frames(self) -> tuple[Frame, ...]:
        """Every frame, in the order of the files."""
        return tuple(frame for kind in self.types for frame in kind.frames)

    @classmethod
    def load(cls, folder: Path | None = None) -> "Codebook":
        """Return the codebook in `folder`, or Dateline's own; raise ResourceError where a file is wrong."""
        return load_codebook(folder or RESOURCES / "codebook")


@lru_cache(maxsize=8)
def load_codebook(folder: Path) -> Codebook:
    """Read every `*.toml` of a folder, or the one file that is given for it, once."""
    paths = [folder] if folder.is_file() else sorted(folder.glob("*.toml"))
    if not paths:
        raise ResourceError(f"{folder}: holds no codebook; one TOML file an event type is needed")
    types = tuple(load_type(path) for path in paths)
    _check_unique(types, folder)
    return Codebook(types, _index(frame for kind in types for frame in kind.frames))


def load_type(path: Path) -> EventType:
    """Read one file of a codebook."""
    table = load_table(path)
    name = table.get("type")
    if not isinstance(name, str) or not name:
        raise table.error('`type = "..."` is missing', "type")
    places = _frame_lines(table)
    frames = tuple(
        _Entry(table, entry, line).frame(name) for entry, line in zip(table.tables("frame"), places, strict=False)
    )
    if not frames:
        raise table.error("no [[frame]] in it", "type")
    return EventType(
        name,
        definition=str(table.get("definition", default="")),
        plover=table.get("plover", default={}),
        cameo=table.get("cameo", default={}),
        frames=frames,
        no=table.strings("no") if "no" in table.data else (),
    )


def _frame_lines(table: Table) -> list[int]:
    lines = table.source.splitlines()
    return [number for number, line in enumerate(lines, start=1) if line.strip().startswith("[[frame]]")]


def _check_unique(types: Iterable[EventType], folder: Path) -> None:
    seen: set[str] = set()
    for kind in types:
        for frame in kind.frames:
            if frame.id in seen:
                raise ResourceError(f"{folder}: two frames are called {frame.id!r}; ids must be unique")
            seen.add(frame.id)


def _index(frames: Iterable[Frame]) -> Mapping[str, tuple[Trigger, ...]]:
    found: dict[str, list[Trigger]] = {}
    for frame in frames:
        for words in frame.triggers:
            head = words[0] if frame.word_class == "verb" else words[-1]
            found.setdefault(head, []).append(Trigger(frame, words))
    return {head: tuple(sorted(items, key=lambda item: -len(item.words))) for head, items in found.items()}


@dataclass(frozen=True, slots=True)
class _Entry:
    """One `[[frame]]` as it stands in its file, with its line for messages."""

    table: Table
    entry: Mapping[str, Any]
    line: int

    def error(self, message: str) -> ResourceError:
        named = self.entry.get("id", "?")
        return ResourceError(f"{self.table.path}:{self.line}: frame {named!r}: {message}")

    def frame(self, type_name: str) -> Frame:
        for key in self.entry:
            if key not in _KEYS:
                raise self.error(f"no key is called {key!r}; there are {', '.join(sorted(_KEYS))}")
        word_class = self.text("class")
        if word_class not in WORD_CLASSES:
            raise self.error(f"class should be one of {', '.join(WORD_CLASSES)}")
        need = dict(self.lists("need"))
        if "object" in self.entry:
            need["object"] = frozenset(self.strings("object"))
        return Frame(
            id=self.text("id") or self.fail("id is missing"),
            type=type_name,
            word_class=word_class,
            triggers=self.triggers(),
            roles=self.roles(),
            about=self.strings("about"),
            light=frozenset(self.strings("light")),
            except_light=frozenset(self.strings("except_light")),
            need=need,
            forbid=self.lists("forbid"),
            require=self.require(),
            anchor=self.anchor(),
            mode=self.text("mode") or None,
            kind=self.text("kind") or None,
            cameo=self.text("cameo") or None,
            status=self.status(),
            least=self.number("least"),
            yes=self.strings("yes"),
            no=self.strings("no"),
            note=self.text("note"),
        )

    def fail(self, message: str) -> str:
        raise self.error(message)

    def text(self, key: str) -> str:
        value = self.entry.get(key, "")
        if not isinstance(value, str):
            raise self.error(f"{key} should be a string")
        return value

    def number(self, key: str) -> int:
        value = self.entry.get(key, 0)
        if not isinstance(value, int):
            raise self.error(f"{key} should be a whole number")
        return value

    def strings(self, key: str) -> tuple[str, ...]:
        return self.words(self.entry.get(key, []), key)

    def words(self, value: Any, key: str) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.error(f"{key} should be a list of strings")
        return tuple(word for item in value for word in (self.named_set(item) if item.startswith("@") else (item,)))

    def named_set(self, name: str) -> tuple[str, ...]:
        """Return the words that `@name` stands for: a list under [sets] of this file or of lexicons/lookalikes.toml."""
        own = self.table.get("sets", default={})
        shared = lexicon("lookalikes")
        if name[1:] in own:
            return self.table.strings("sets", name[1:])
        if name[1:] in shared.get("sets", default={}):
            return shared.strings("sets", name[1:])
        raise self.error(f"{name} is no list of this file's [sets] or of lookalikes.toml")

    def lists(self, key: str) -> Lemmas:
        value = self.entry.get(key, {})
        if not isinstance(value, Mapping):
            raise self.error(f"{key} should be a table of lists")
        return {label: frozenset(self.words(words, f"{key}.{label}")) for label, words in value.items()}

    def triggers(self) -> tuple[tuple[str, ...], ...]:
        triggers = self.strings("trigger")
        if not triggers or not all(trigger.strip() for trigger in triggers):
            raise self.error("trigger should be a list of lemmas, at least one")
        return tuple(tuple(trigger.replace("-", " ").split()) for trigger in triggers)

    def roles(self) -> tuple[Role, ...]:
        value = self.entry.get("roles", {})
        if not isinstance(value, Mapping):
            raise self.error("roles should be a table: role = [labels]")
        return tuple(
            Role(name.rstrip("+"), self.words(labels, f"roles.{name}"), every=name.endswith("+"))
            for name, labels in value.items()
        )

    def require(self) -> Lemmas:
        found = self.lists("require")
        names = {role.name for role in self.roles()}
        for role, classes in found.items():
            if role not in names:
                raise self.error(f"require names {role!r}, which is none of its roles")
            for word in classes - CLASSES:
                raise self.error(f"require.{role}: {word!r} is no class; there are {', '.join(sorted(CLASSES))}")
        return found

    def anchor(self) -> frozenset[str]:
        """Return the frame's own anchor, else the one that its file gives to all frames."""
        found = self.words(self.entry.get("anchor", self.table.get("anchor", default=[])), "anchor")
        for word in found:
            if word not in CLASSES:
                raise self.error(f"anchor: {word!r} is no class; there are {', '.join(sorted(CLASSES))}")
        return frozenset(found)

    def status(self) -> Status | None:
        value = self.text("status")
        if value and value not in tuple(Status):
            raise self.error(f"status {value!r} is unknown; there are {', '.join(Status)}")
        return Status(value) if value else None
