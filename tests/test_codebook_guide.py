"""The guide to the codebook: its commands run, and a type of another field works from file to record."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.annotate.sentences import load_model
from dateline.extract.codebook import Codebook
from dateline.extract.rehearsal import rehearse

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")


def run(*words: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dateline.cli", *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True)


def test_every_command_of_the_guide_runs(tmp_path: Path) -> None:
    (tmp_path / "docs").symlink_to(ROOT / "docs")
    commands = re.findall(r"^dateline (.+)$", GUIDE, re.MULTILINE)
    assert len(commands) >= 7
    for command in commands:
        done = run(*shlex.split(command), cwd=tmp_path)
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"


def test_a_type_of_another_field_is_read_from_a_page() -> None:
    done = run("read", "docs/codebook/page.txt", "--codebook", "docs/codebook")
    told = [(e["type"], e["kind"], [p["name"] for p in e["participants"]]) for e in json.loads(done.stdout)["events"]]
    assert ("STRIKE", "walkout", ["Miners"]) in [(t, k, [n.capitalize() for n in names[:1]]) for t, k, names in told]
    assert "settlement" in [kind for _, kind, _ in told]


def test_check_names_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text('type = "X"\n\n[[frame]]\nid = "x.a"\nclass = "word"\n', encoding="utf-8")
    done = run("codebook", "check", str(tmp_path))
    assert done.returncode == 1
    assert f"{tmp_path / 'bad.toml'}:3: frame 'x.a': class should be" in done.stdout


def test_an_unknown_type_is_told_in_one_line() -> None:
    done = run("codebook", "show", "NOTHING")
    assert done.returncode == 1
    assert done.stderr.startswith("dateline: no type is called 'NOTHING'; there are ACCUSE")


@pytest.mark.parametrize(
    ("example", "reason"),
    [
        ('yes = ["The sky is blue."]', "should tell this frame"),
        ('yes = ["Miners walked out."]\nno = ["Workers walked out."]', "should not"),
        ("", "has no example"),
    ],
)
def test_a_failing_example_is_told(tmp_path: Path, example: str, reason: str) -> None:
    frame = '[[frame]]\nid = "s.a"\nclass = "verb"\ntrigger = ["walk out"]\nroles = { actor = ["subject"] }\n'
    source = f'type = "S"\n{frame}{example}\n'
    (tmp_path / "s.toml").write_text(source, encoding="utf-8")
    _, misses = rehearse(Codebook.load(tmp_path), load_model())
    assert [reason in miss.reason for miss in misses] == [True]
