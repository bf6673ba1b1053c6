"""Run one task, or all of them against the floors: the command behind `make bench`.

Each task is a module of this package with `run(data, split) -> Report` and, where it reads a default set,
`DATA` (a folder or file below ../shared) and `SPLIT`.
"""

import argparse
import importlib
import json
import sys
from pathlib import Path

from bench import floors
from bench.report import SHARED, Report

HERE = Path(__file__).parent
OUT = HERE / "out"


def main(argv: list[str] | None = None) -> int:
    """Run what the arguments name; return 1 where a floor is broken."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("task", help="a task, 'all', or 'floors' (was one lowered?)")
    parser.add_argument("--data", type=Path)
    parser.add_argument("--split")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(argv)
    if args.task == "all":
        return run_all()
    if args.task == "floors":
        return floors.main()
    report = run_task(args.task, args.data, args.split)
    show(report, as_json=args.json)
    return 0


def tasks() -> list[str]:
    """Return the names of the tasks, which are the modules here with a `run`."""
    skip = {"__init__", "__main__", "report", "floors"}
    return sorted(path.stem for path in HERE.glob("*.py") if path.stem not in skip)


def run_task(task: str, data: Path | None, split: str | None) -> Report:
    """Run one task on the data given or on its default."""
    if task not in tasks():
        sys.exit(f"bench: no task is called {task!r}; there are {', '.join(tasks())}")
    module = importlib.import_module(f"bench.{task}")
    chosen = data or SHARED / module.DATA
    if not chosen.exists():
        sys.exit(f"bench: {chosen}: no such data for task {task!r}; name a folder with --data")
    return module.run(chosen, split or getattr(module, "SPLIT", None))  # type: ignore[no-any-return]


def show(report: Report, *, as_json: bool) -> None:
    """Print a report, and keep it with what was gained and lost since the last run."""
    if as_json:
        keys = ("task", "data", "split", "n", "figures", "baseline")
        print(json.dumps({key: getattr(report, key) for key in keys}))
    else:
        print(f"{report.task}  {report.data}  {report.split or ''}  n={report.n}")
        for key, value in report.figures.items():
            print(f"  {key:36} {value:.4g}")
        for name, figures in report.baseline.items():
            print(f"  beside {name}: " + ", ".join(f"{key} {value:.4g}" for key, value in figures.items()))
    _keep(report)


def _keep(report: Report) -> None:
    OUT.mkdir(exist_ok=True)
    stem = f"{report.task}-{report.split or 'all'}"
    path = OUT / f"{stem}.cases"
    before = set(path.read_text(encoding="utf-8").splitlines()) if path.exists() else set()
    now = set(report.cases)
    change = [f"{'gained' if case.startswith('+') else 'lost'}\t{case[2:]}" for case in sorted(now - before)]
    (OUT / f"{stem}.change").write_text("\n".join(change if before else []) + "\n", encoding="utf-8")
    path.write_text("\n".join(report.cases) + "\n", encoding="utf-8")


def run_all() -> int:
    """Run every task that has data and hold it against its floors."""
    faults = floors.loosened()
    for task in tasks():
        report = run_task(task, None, None)
        show(report, as_json=False)
        for fault in floors.broken(task, report.figures):
            print(f"  BROKEN: {fault}")
            faults.append(fault)
    print(f"\n{len(faults)} limits broken" if faults else "\nevery figure within its limits")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
