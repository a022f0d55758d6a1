"""`./pandu soak api`: schemathesis, with all its checks, over the OpenAPI document of the backend.

schemathesis.toml says what is left out of a check, and why.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.superapp.running import ROOT, process

HERE = Path(__file__).parent
CASES = 30_000
_RUN = "import sys; from schemathesis.cli import schemathesis; sys.exit(schemathesis())"


@dataclass(frozen=True)
class Outcome:
    """How many calls were made, what was found (schemathesis's own words), and how long it took."""

    cases: int
    found: str | None
    seconds: float


def soak(home: Path, examples: int, seed: int, *options: str) -> Outcome:
    """Starts a backend in `home` and makes about `examples` calls to each operation."""
    started = time.monotonic()
    report = home / "calls.ndjson"
    with process(home) as (_, url):
        key = (home / "api-key").read_text().strip().rpartition(":")[2]
        command = [
            *(sys.executable, "-c", _RUN, "--config-file", str(HERE / "schemathesis.toml")),
            *("run", f"{url}/warga/v1/openapi.json", "--url", url, "--checks", "all"),
            *("--header", f"X-Api-Key: {key}", "--max-examples", str(examples)),
            *("--request-timeout", "60"),
            *("--seed", str(seed), "--continue-on-failure", "--no-color", "--warnings", "off"),
            *("--generation-database", "none", "--suppress-health-check", "all"),
            *("--report-ndjson-path", str(report), *options),
        ]
        hooks = {"SCHEMATHESIS_HOOKS": "tests.soak.api_hooks", "PYTHONPATH": str(ROOT)}
        environment = {**os.environ, **hooks}
        done = subprocess.run(  # in `home`, for it leaves files where it runs
            command, cwd=home, env=environment, capture_output=True, text=True, check=False
        )
    found = None if done.returncode == 0 else done.stdout + done.stderr
    return Outcome(calls_in(report), found, time.monotonic() - started)


def calls_in(report: Path) -> int:
    """The calls that were made, as the report of schemathesis lists them."""
    if not report.exists():
        return 0
    with report.open(encoding="utf-8") as lines:
        return sum(len(_recorded(json.loads(line))) for line in lines)


def _recorded(event: dict[str, dict[str, dict[str, dict[str, object]]]]) -> dict[str, object]:
    return event.get("ScenarioFinished", {}).get("recorder", {}).get("interactions", {})


def main(argv: Sequence[str]) -> int:
    """Makes the calls in rounds until there were enough; 1 when something was found."""
    parser = argparse.ArgumentParser(prog="pandu soak api", description=__doc__)
    parser.add_argument("--cases", type=int, default=CASES, help="how many calls at least")
    parser.add_argument("--examples", type=int, default=150, help="calls to an operation a round")
    parser.add_argument("--seed", type=int, help="repeat the run with this seed")
    options = parser.parse_args(argv)
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(2**32)
    made = 0
    while made < options.cases:
        with tempfile.TemporaryDirectory() as home:
            outcome = soak(Path(home), options.examples, seed)
        made += outcome.cases
        print(f"--seed {seed}: {made} calls, {outcome.seconds:.0f} s", flush=True)
        if outcome.found is not None or not outcome.cases:
            print(outcome.found)
            return 1
        seed += 1
    print("Every answer was as the document says.")
    return 0
