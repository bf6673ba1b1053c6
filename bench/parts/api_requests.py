"""Send what schemathesis makes up from the interface's description, and count what the answers break.

Usage: python -m bench.parts.api_requests [--requests 2000] [--ledger FILE]. In: a ledger, else one of the example
pages. Out: how many requests were answered with what, and each answer that is a fault of the server's or is not what
the description says. Ends with 1 where there is one. Every second request for one thing asks for one that is there.
"""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count as count_up
from itertools import islice, product
from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import APIOperation, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure as CheckFailed
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from dateline.pipeline import add_pages, load_kit, update
from dateline.store.ledger import Ledger
from dateline.store.paging import Turn, entities_after
from dateline.store.queries import all_events
from dateline.web.guard import Rules
from dateline.web.limits import RateLimit
from dateline.web.server import make_application

EXAMPLES = Path(__file__).parents[2] / "examples"
SEED = 20161120
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
"""What an answer must be; that a cursor we never gave is refused is no fault of it."""


@dataclass(frozen=True, slots=True)
class Round:
    """So many requests of one operation, well made or ill made."""

    operation: APIOperation[Any, Any, Any, Any]
    mode: GenerationMode
    count: int
    turn: int


@dataclass(slots=True)
class Tally:
    """The answers by status, and what was wrong with them."""

    statuses: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def main(argv: list[str] | None = None) -> int:
    """Print the count; return 1 where something was wrong."""
    parser = argparse.ArgumentParser(prog="python -m bench.parts.api_requests", description=__doc__)
    parser.add_argument("--requests", type=int, default=2000)
    parser.add_argument("--ledger", type=Path)
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        tally = send_requests(args.ledger or _examples(Path(folder) / "examples.db"), args.requests)
    told = ", ".join(f"{status}: {count}" for status, count in sorted(tally.statuses.items()))
    print(f"{tally.statuses.total()} requests ({told}); {len(tally.faults)} faults")
    for fault in tally.faults[:10]:
        print(f"\n{fault}")
    return 1 if tally.faults else 0


def _examples(path: Path) -> Path:
    kit = load_kit()
    with Ledger(path) as ledger:
        list(add_pages(ledger, [str(EXAMPLES)], kit))
        update(ledger, kit)
    return path


def send_requests(path: Path, count: int) -> Tally:
    """Return what came of at least so many requests, spread over the operations, the same ones each time."""
    application = make_application(path, rules=Rules(searching=RateLimit(burst=1e9, per_second=1e9)))
    described = schemathesis.openapi.from_asgi("/api/v1/openapi.json", application)
    operations = [found.ok() for found in described.get_all_operations() if isinstance(found, Ok)]
    known, tally = _known(path), Tally()
    each = max(2, count // (2 * len(operations)))
    for turn in count_up(SEED):
        for operation, mode in product(operations, GenerationMode):
            if tally.statuses.total() >= count:
                return tally
            _send(Round(operation, mode, each, turn), known, tally)
    return tally


def _known(path: Path) -> dict[str, list[str]]:
    """Return ids that are in the ledger, by the name of the parameter that takes them."""
    with Ledger(path, create=False) as ledger:
        events = list(islice(all_events(ledger), 50))
        statements = [s.id for event in events for s in event.statements]
        people = [row.entity for row in entities_after(ledger, "", Turn(50))[0]]
        return {"event": [e.id for e in events], "page": ledger.pages(), "statement": statements, "entity": people}


def _send(asked: Round, known: Mapping[str, Sequence[str]], tally: Tally) -> None:
    numbers = count_up(0)

    @seed(asked.turn)
    @settings(
        max_examples=asked.count, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(asked.operation.as_strategy(asked.mode))
    def sent(case: schemathesis.Case[Any]) -> None:
        number = next(numbers)
        for name in set(case.path_parameters or ()) & set(known):
            if number % 2 and known[name]:
                case.path_parameters[name] = known[name][number % len(known[name])]
        answer = case.call()
        tally.statuses[answer.status_code] += 1
        try:
            case.validate_response(answer, checks=CHECKS)
        except* CheckFailed as faults:
            tally.faults += [f"{case.as_curl_command()}\n{fault}" for fault in faults.exceptions]

    with suppress(Unsatisfiable):  # an operation without a parameter cannot be asked wrongly
        sent()


if __name__ == "__main__":
    sys.exit(main())
