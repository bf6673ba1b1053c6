"""Who may come in where the server is open to other machines: holders of a token, people with a password.

In: a token file or a password file. Out: an `Access` that says whom it knows. A password is kept as its scrypt hash
(RFC 7914), never as itself; comparing takes the same time whatever is wrong.
"""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import scrypt
from pathlib import Path

from dateline.errors import UsageError

SHORTEST_TOKEN = 24
"""Characters: 24 of a random alphabet of 64 are 144 bits."""
COST = {"n": 2**14, "r": 8, "p": 1, "maxmem": 2**26}
"""OWASP's password storage sheet: 16 MB and some 50 ms a try."""
NOBODY = "scrypt$00$00"


@dataclass(frozen=True, slots=True)
class Access:
    """A token for programs and people, and people with their password's hash; with neither, all may come in."""

    token: str | None = None
    people: Mapping[str, str] = field(default_factory=dict)

    @property
    def required(self) -> bool:
        """Say whether anybody has to show anything."""
        return bool(self.token or self.people)

    def bears_token(self, told: str) -> bool:
        """Say whether the words of an Authorization header, or what was typed, are the token."""
        given = told.removeprefix("Bearer ").strip().encode()
        return self.token is not None and hmac.compare_digest(given, self.token.encode())

    def knows(self, name: str, password: str) -> bool:
        """Say whether the password is that of the person of that name; as slow for unknown names as for known ones."""
        _, salt, kept = self.people.get(name, NOBODY).split("$")
        made = hash_password(password, bytes.fromhex(salt)).split("$")[2]
        return hmac.compare_digest(made, kept) and name in self.people


def hash_password(password: str, salt: bytes | None = None) -> str:
    """Return `scrypt$SALT$HASH`, in hexadecimal digits."""
    salt = secrets.token_bytes(16) if salt is None else salt
    return f"scrypt${salt.hex()}${scrypt(password.encode(), salt=salt, **COST).hex()}"


def read_token(path: Path) -> str:
    """Return the token that a file holds; raise UsageError where it is too short to be safe."""
    token = _read(path).strip()
    if len(token) < SHORTEST_TOKEN or not token.isascii() or len(token.split()) != 1:
        raise UsageError(f"{path}: a token is one word of at least {SHORTEST_TOKEN} characters; make a random one")
    return token


def read_people(path: Path) -> dict[str, str]:
    """Return the hashes of a password file, by name; raise UsageError naming the line that is none."""
    people: dict[str, str] = {}
    for number, line in enumerate(_read(path).splitlines(), 1):
        name, colon, kept = line.strip().partition(":")
        if not line.strip():
            continue
        if not (name and colon and _is_hash(kept)):
            raise UsageError(f"{path}:{number}: is no NAME:scrypt$SALT$HASH; `dateline serve --add-person` writes them")
        people[name] = kept
    if not people:
        raise UsageError(f"{path}: names nobody; `dateline serve --add-person NAME --password-file {path}` adds one")
    return people


def add_person(path: Path, name: str, password: str) -> None:
    """Add a person to a password file, or change the password; the file is made readable by its owner alone."""
    if not name.strip() or ":" in name or len(password) < 8:
        raise UsageError("a name without a colon and a password of at least 8 characters are needed")
    people = read_people(path) if path.exists() else {}
    people[name.strip()] = hash_password(password)
    path.touch(mode=0o600)
    path.write_text("".join(f"{who}:{kept}\n" for who, kept in people.items()), encoding="utf-8")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read: {error}") from error


def _is_hash(kept: str) -> bool:
    kind, _, rest = kept.partition("$")
    salt, _, made = rest.partition("$")
    try:
        return kind == "scrypt" and len(bytes.fromhex(salt)) >= 8 and len(bytes.fromhex(made)) == 64
    except ValueError:
        return False
