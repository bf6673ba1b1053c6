"""What one measurement says: figures of ours beside the trivial baseline and the best published one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared"
"""Where the measuring data lie: beside the checkout."""


@dataclass(frozen=True, slots=True)
class Report:
    """One task's result; `baseline` names each thing compared with: {"cue list": {"cue_exact_f1": 0.56}}.

    `cases` are lines, one a judged case ("+ id what" right, "- id what" wrong), kept in bench/out to compare runs.
    """

    task: str
    data: str
    split: str | None
    n: int
    figures: Mapping[str, float]
    baseline: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    cases: tuple[str, ...] = ()
