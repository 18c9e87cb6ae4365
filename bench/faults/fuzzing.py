"""Requests made up from the service's own description, of what it allows and of what it does not: what comes of them.

    python -m bench.faults.fuzzing http://127.0.0.1:8000 --examples 200

schemathesis sends the examples, then each parameter at its bounds and beyond, then what chance makes up, then chains in
which one answer gives the parameters of the next. Wanted: no server error; nothing refused that the description
allows, and nothing taken that it does not; no answer that is not as described. A refusal by a rule between values,
which the schema of a parameter cannot say, is right where the answer names the rule.
"""

import argparse
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import Failure
from schemathesis.core.transport import Response
from schemathesis.engine import Status, events, from_schema
from schemathesis.openapi.checks import RejectedPositiveData

from app.formats import formats
from app.report.options import Options

Case = schemathesis.Case[Any]

PHASES = ("examples", "coverage", "fuzzing", "stateful")

LEADS, NOT_ALLOWED, NOT_THERE, OTHER_DATASET, TOO_LONG = "303", "403", "404", "409", "414"

STATUSES = {
    "positive_data_acceptance": ["200", "201", LEADS, NOT_ALLOWED, NOT_THERE, OTHER_DATASET, TOO_LONG],
    "negative_data_rejection": [NOT_ALLOWED, NOT_THERE, "406", OTHER_DATASET, TOO_LONG, "422", "431"],
}
"""What is right beside an answer: the way to it (303), a snapshot that readers may not make (403), an id that is
nowhere (404), a format that is not there (406), a dataset that the graph does not hold (409), an address or headers
that are too long as a whole, whatever they are made of (414, 431), and a value that is not valid (422)."""


@dataclass
class Found:
    """What came of the requests: how many operations and cases there were, and the failures by check and operation.

    `refused_by_rule` counts what a rule between values refused; `shown` has one failure of each check and operation.
    """

    operations: int = 0
    cases: Counter[str] = field(default_factory=Counter[str])
    refused_by_rule: Counter[str] = field(default_factory=Counter[str])
    failures: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    shown: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])
    errors: list[str] = field(default_factory=list[str])

    def take(self, event: events.EngineEvent) -> None:
        """Counts what a step of the run tells."""
        if isinstance(event, events.NonFatalError | events.FatalError):
            self.errors.append(str(event.value if isinstance(event, events.NonFatalError) else event.exception))
        if not isinstance(event, events.ScenarioFinished):
            return
        self.cases[event.phase.value] += len(event.recorder.cases)
        recorder: Any = event.recorder
        for id, checks in event.recorder.checks.items():
            operation = recorder.cases[id].value.operation.label
            response = recorder.interactions[id].response
            for check in checks:
                if check.status is Status.FAILURE and check.failure_info:
                    self.failures[check.name, operation] += 1
                    told = f"{check.failure_info.failure}\n{check.failure_info.code_sample}"
                    self.shown.setdefault((check.name, operation), f"{told}\n{response.text if response else ''}")


def fuzz(
    url: str,
    examples: int,
    seed: int,
    phases: Sequence[str] = PHASES,
    paths: Sequence[str] | None = None,
    snapshot: str | None = None,
) -> Found:
    """Sends requests made up from the description at a service, at some paths or all.

    `examples` bounds what chance makes up for an operation.
    """
    schema = schemathesis.openapi.from_url(f"{url}/openapi.json", config=_config(examples, seed, phases, snapshot))
    if paths is not None:
        schema = schema.include(path=list(paths))
    found = Found(operations=schema.statistic.operations.selected)

    @schema.hook
    def map_case(context: object, case: Case) -> Case:
        return _fitting(case)

    @schema.hook
    def filter_failure(context: object, failure: Failure, case: Case, response: Response) -> bool:
        rules = _rules(failure, response)
        found.refused_by_rule.update(rules)
        return not rules

    for event in from_schema(schema).execute():
        found.take(event)
    return found


def _fitting(case: Case) -> Case:
    """A valid request without the options of other formats than its own: each would be refused for nothing else."""
    format = formats().get((case.path_parameters or {}).get("suffix", ""))
    if format and case.meta and case.meta.generation.mode.is_positive:
        others = Options.model_fields.keys() - format.options
        case.query = {name: value for name, value in (case.query or {}).items() if name not in others}
    return case


def _rules(failure: Failure, response: Response) -> set[str]:
    """The rules between values for which a valid request was refused; none where anything else was wrong with it."""
    if not isinstance(failure, RejectedPositiveData) or response.status_code != 422:
        return set()
    errors: list[Mapping[str, str]] = response.json()["errors"]
    return {error["rule"] for error in errors} if all("rule" in error for error in errors) else set()


def _config(examples: int, seed: int, phases: Sequence[str], snapshot: str | None) -> SchemathesisConfig:
    checks = {check: {"expected-statuses": statuses} for check, statuses in STATUSES.items()}
    given: dict[str, Any] = {
        "seed": seed,
        "continue-on-failure": True,
        "generation": {"max-examples": examples, "database": "none", "no-shrink": True},
        "checks": checks,
        "phases": {phase: {"enabled": phase in phases} for phase in PHASES},
    }
    if snapshot:
        given["operations"] = [{"include-tag": "snapshots", "parameters": {"id": snapshot}}]
    return SchemathesisConfig.from_dict(given)


def main() -> None:
    """Sends them, and prints what came of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("url")
    parser.add_argument("--examples", type=int, default=100, help="most that chance makes up of an operation")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--phases", nargs="+", choices=PHASES, default=PHASES)
    parser.add_argument("--paths", nargs="+", help="of operations; without it all")
    parser.add_argument("--snapshot", help="id of one, so that requests for it find it")
    given = parser.parse_args()
    begun = time.monotonic()
    found = fuzz(given.url, given.examples, given.seed, given.phases, given.paths, given.snapshot)
    cases = ", ".join(f"{count:,} of {phase}" for phase, count in found.cases.items())
    seconds = time.monotonic() - begun
    print(f"{found.operations} operations, {sum(found.cases.values()):,} cases ({cases}), {seconds:.0f} s")
    print(f"refused by a rule between values: {dict(found.refused_by_rule)}")
    for told in (*found.shown.values(), *found.errors):
        print(told[:2_000], end="\n\n")
    by_check = Counter(check for check, _ in found.failures)
    for check, operations in by_check.items():
        cases = sum(number for (of, _), number in found.failures.items() if of == check)
        print(f"{check}: {cases} cases of {operations} operations")
    print(f"{sum(found.failures.values())} failures, {len(found.errors)} errors")


if __name__ == "__main__":
    main()
