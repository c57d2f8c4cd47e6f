"""Breaks the SQL of each metric, one break at a time, and reports which test noticed.

    python scripts/dbt-breaks.py [MODEL...]

The breaks are in test/analytics/breaks.yml. It works on a copy of dbt/, in a DuckDB file of its own with
empty raw tables, and runs the unit tests. One break of every model is made at once: a unit test is
given what its model stands on, so it fails by its own model alone. It ends with 1 when a break goes
unnoticed, or when a test fails with no break. It needs dbt-duckdb.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import duckdb
import yaml
from dbt.cli.main import dbtRunner

Break = dict[str, Any]
ROOT = Path(__file__).parents[1]
TYPES = {"number": "DOUBLE", "integer": "BIGINT", "boolean": "BOOLEAN", "object": "JSON"}


def main(chosen: list[str]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        project = work / "dbt"
        shutil.copytree(ROOT / "dbt", project, ignore=shutil.ignore_patterns("target", "logs"))
        os.environ.update(
            DBT_PROFILES_DIR=str(ROOT / "test" / "analytics"),
            DUCKDB_PATH=str(work / "empty.duckdb"),
            DBT_TARGET_PATH=str(work / "target"),
            DBT_LOG_PATH=str(work / "logs"),
            DO_NOT_TRACK="1",
        )
        make_raw_tables(work / "empty.duckdb")
        return try_all(project, breaks(chosen))


def breaks(chosen: list[str]) -> dict[str, list[Break]]:
    table = yaml.safe_load((ROOT / "test" / "analytics" / "breaks.yml").read_text())
    return {model: table[model] for model in table if not chosen or model in chosen}


def make_raw_tables(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE SCHEMA cleargrid")
        for file in sorted((ROOT / "schemas").glob("*.json")):
            columns = [f'"{name}" {type_of(field)}' for name, field in fields_of(file)]
            columns.append("_airbyte_extracted_at TIMESTAMPTZ")
            connection.execute(f"CREATE TABLE cleargrid.{file.stem} ({', '.join(columns)})")


def fields_of(file: Path) -> list[tuple[str, dict[str, Any]]]:
    return list(json.loads(file.read_text())["properties"].items())


def type_of(field: dict[str, Any]) -> str:
    kinds = [field["type"]] if isinstance(field["type"], str) else field["type"]
    kind = next(each for each in kinds if each != "null")
    return "TIMESTAMPTZ" if field.get("format") == "date-time" else TYPES.get(kind, "VARCHAR")


def try_all(project: Path, table: dict[str, list[Break]]) -> int:
    failures = run(project, ["build", "--empty", "--exclude-resource-type", "test"])
    if failures:
        print(f"Without any break, these fail: {failures}")
        return 1
    unnoticed = total = 0
    for place in range(max(len(each) for each in table.values())):
        made = {model: each[place] for model, each in table.items() if place < len(each)}
        noticed = try_round(project, made)
        for model, one in made.items():
            tests = noticed.get(model, [])
            words = f"{model}: {one['find']!r} -> {one['replace']!r}"
            print("  ".join(["noticed" if tests else "UNNOTICED", words, ", ".join(tests)]), flush=True)
            total += 1
            unnoticed += not tests
    print(f"{total - unnoticed} passed, {unnoticed} failed")
    return 1 if unnoticed else 0


def try_round(project: Path, made: dict[str, Break]) -> dict[str, list[str]]:
    """The unit tests that fail while these breaks are in place, by the model that they test."""
    files = {model: next(project.glob(f"models/**/{model}.sql")) for model in made}
    whole = {model: file.read_text() for model, file in files.items()}
    try:
        for model, file in files.items():
            file.write_text(broken(whole[model], made[model], file.name))
        return run(project, ["test", "--select", *[f"{model},test_type:unit" for model in made]])
    finally:
        for model, file in files.items():
            file.write_text(whole[model])


def broken(whole: str, one: Break, name: str) -> str:
    """The text with the break in place. What it replaces stands there once."""
    if whole.count(one["find"]) != 1:
        raise SystemExit(f"{name}: {one['find']!r} stands there {whole.count(one['find'])} times")
    return whole.replace(one["find"], one["replace"])


def run(project: Path, command: list[str]) -> dict[str, list[str]]:
    """Runs dbt in this process. @returns the names of the tests that failed, by model."""
    options = ["--quiet", "--log-level", "none"]
    done = dbtRunner().invoke([*options, *command, "--project-dir", str(project)])
    if done.exception is not None:
        raise SystemExit(f"dbt {' '.join(command)}: {done.exception}")
    failed: dict[str, list[str]] = {}
    for one in done.result:
        if one.status in ("error", "fail", "runtime error"):
            tested = getattr(one.node, "tested_node_unique_id", None) or one.node.name
            failed.setdefault(tested.split(".")[-1], []).append(one.node.name)
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
