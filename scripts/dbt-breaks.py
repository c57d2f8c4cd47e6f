"""Breaks the SQL of each metric, one break at a time, and reports which test noticed.

    python scripts/dbt-breaks.py [MODEL...]

It works on a copy of dbt/, in a DuckDB file of its own with empty raw tables, and runs the unit tests
of the broken model. It ends with 1 when a break goes unnoticed, or when a test fails with no break.
It needs dbt-duckdb, and this repository's profiles.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

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


def breaks(chosen: list[str]) -> list[tuple[str, dict[str, Any]]]:
    """The model and the break, in the order of the table."""
    import yaml

    table = yaml.safe_load((ROOT / "test" / "analytics" / "breaks.yml").read_text())
    return [(model, one) for model in table for one in table[model] if not chosen or model in chosen]


def make_raw_tables(path: Path) -> None:
    import duckdb

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


def try_all(project: Path, table: list[tuple[str, dict[str, Any]]]) -> int:
    failures = run(project, ["build", "--empty"]) + run(project, ["test", "--select", "test_type:unit"])
    if failures:
        print(f"Without any break, these fail: {', '.join(failures)}")
        return 1
    unnoticed = 0
    for model, each in table:
        noticed = try_one(project, model, each)
        unnoticed += not noticed
        words = f"{model}: {each['find']!r} -> {each['replace']!r}"
        print(f"{'noticed' if noticed else 'UNNOTICED'}  {words}  {', '.join(noticed)}", flush=True)
    print(f"{len(table) - unnoticed} passed, {unnoticed} failed")
    return 1 if unnoticed else 0


def try_one(project: Path, model: str, each: dict[str, Any]) -> list[str]:
    """The unit tests that fail while the break is in place."""
    (file,) = project.glob(f"models/**/{model}.sql")
    whole = file.read_text()
    parts = whole.split(each["find"])
    place = each.get("of", 1)
    expected = len(parts) - 1 if "of" in each else 1
    if len(parts) - 1 != expected or expected < place:
        raise SystemExit(f"{model}: {each['find']!r} stands {len(parts) - 1} times in {file.name}")
    broken = each["find"].join(parts[:place]) + each["replace"] + each["find"].join(parts[place:])
    file.write_text(broken)
    try:
        return run(project, ["test", "--select", f"{model},test_type:unit"])
    finally:
        file.write_text(whole)


def run(project: Path, command: list[str]) -> list[str]:
    """Runs dbt in this process. @returns the names of what failed."""
    from dbt.cli.main import dbtRunner

    done = dbtRunner().invoke(["--quiet", "--log-level", "none", *command, "--project-dir", str(project)])
    if done.exception is not None:
        return [f"({type(done.exception).__name__}: {done.exception})"]
    bad = [one for one in done.result if one.status in ("error", "fail", "runtime error")]
    if os.environ.get("BREAKS_STORY"):
        print(*[f"{one.node.name}: {one.message}" for one in bad], sep="\n")
    return [one.node.name for one in bad]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
