"""The five seed pages through the whole product, scored by ../shared/score/seeds.py against a careful reader's gold.

In: the folder of seed pages; the scorer and its gold stand beside it. Figures: every line of the scorer. Baseline: a
record with no events, which is what a tool that reads nothing gets.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.report import Report

DATA = "seeds"
FIGURE = re.compile(r"^(?P<name>[a-z]+(?:\.[a-z]+)?) +(?P<value>[\d.]+) +(?P<shown>\d+(?:/\d+)?)")


def run(data: Path, split: str | None = None) -> Report:
    """Add the pages to a new ledger, export and read them, and score both."""
    pages = sorted(str(path) for path in data.glob("*.txt"))
    with tempfile.TemporaryDirectory() as folder:
        records, read = make_outputs(pages, Path(folder))
        printed = score(data, records, read)
    figures = {m["name"]: float(m["value"]) for line in printed if (m := FIGURE.match(line))}
    missed = tuple(f"- {line}" for line in printed if line and not FIGURE.match(line))
    if not figures:
        raise SystemExit("bench: the scorer printed no figure:\n" + "\n".join(printed))
    return Report("seeds", str(data), split, len(pages), figures, {"no events": {"main.whole": 0.0}}, missed)


def make_outputs(pages: list[str], folder: Path) -> tuple[Path, Path]:
    """Run the command line as a user does and return the files of records and readings."""
    records, read, ledger = folder / "records.jsonl", folder / "read.jsonl", str(folder / "ledger.db")
    command = [sys.executable, "-m", "dateline.cli"]
    subprocess.run([*command, "add", *pages, "--ledger", ledger], check=True, capture_output=True)
    with records.open("w") as stream:
        subprocess.run([*command, "export", "--to", "jsonl", "--ledger", ledger], check=True, stdout=stream)
    with read.open("w") as stream:
        subprocess.run([*command, "read", *pages, "--format", "jsonl"], check=True, stdout=stream)
    return records, read


def score(data: Path, records: Path, read: Path) -> list[str]:
    """Return the lines that the scorer prints."""
    scorer = data.resolve().parent / "score" / "seeds.py"
    done = subprocess.run([sys.executable, str(scorer), str(records), str(read)], capture_output=True, text=True)
    return (done.stdout + done.stderr).splitlines()
