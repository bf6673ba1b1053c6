"""Hold the measures to their floors, and the floors to their past.

`floors.json` has for each task the least (floors) and the most (ceilings) that a figure may be. A floor that is made
lower, or a ceiling higher, than in any earlier commit needs a line in `lowered` with task, key, value and reason;
`python -m bench floors` fails without one.
"""

import json
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "floors.json"
Limits = Mapping[str, Mapping[str, Mapping[str, float]]]


def load_floors() -> dict[str, Any]:
    """Return the file's content."""
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def broken(task: str, figures: Mapping[str, float]) -> Iterator[str]:
    """Yield each limit of the task that the figures break, in words."""
    limits = load_floors()
    for key, floor in limits["floors"].get(task, {}).items():
        if figures.get(key, float("-inf")) < floor - 0.0005:
            yield f"{task}.{key} is {figures.get(key)}, below its floor {floor}"
    for key, ceiling in limits["ceilings"].get(task, {}).items():
        if figures.get(key, float("inf")) > ceiling:
            yield f"{task}.{key} is {figures.get(key)}, above its ceiling {ceiling}"


def loosened() -> list[str]:
    """Return the limits that are looser than in an earlier commit without a reason given."""
    now = load_floors()
    excused = {(item["task"], item["key"], item["value"]) for item in now["lowered"] if item.get("reason")}
    found = set()
    for before in _earlier():
        for side, worse in (("floors", -1), ("ceilings", 1)):
            for task, limits in before.get(side, {}).items():
                for key, limit in limits.items():
                    value = now[side].get(task, {}).get(key)
                    gone = value is None or (value - limit) * worse > 0
                    if gone and (task, key, value) not in excused:
                        found.add(f"{task}.{key}: {limit} became {value} without a reason in 'lowered'")
    return sorted(found)


def _earlier() -> Iterator[dict[str, Any]]:
    """Yield the file as it stood in each earlier commit; nothing outside a git checkout."""
    listed = _git("log", "--format=%H", "--", "bench/floors.json")
    for commit in listed.split():
        text = _git("show", f"{commit}:bench/floors.json")
        if text.strip() not in ("", "{}"):
            yield json.loads(text)


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=FILE.parents[1], capture_output=True, text=True)
    return done.stdout if done.returncode == 0 else ""


def main() -> int:
    """Print what was loosened; return 1 where something was."""
    for line in (found := loosened()):
        print(f"bench: {line}")
    if not found:
        print("bench: no floor was lowered without a reason")
    return 1 if found else 0
