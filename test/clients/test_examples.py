"""The examples that are for others' tools: SQL for the loaded tables, Terraform's files."""

from __future__ import annotations

from pathlib import Path

import hcl2
import pytest

from conftest import Story

EXAMPLES = Path(__file__).parents[2] / "examples"
QUESTIONS = sorted(path.stem for path in EXAMPLES.glob("sql/duckdb/*.sql"))
FOLDERS = {"duckdb": "duckdb", "postgresql": "postgres"}
SCHEMA_OF_SESSION = {"duckdb": "SET schema = '{}'", "postgresql": "SET search_path TO {}"}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_has_an_answer_in_each_database(story: Story, question: str) -> None:
    engine = story.cache.get_sql_engine()
    query = EXAMPLES / "sql" / FOLDERS[engine.dialect.name] / f"{question}.sql"
    with engine.connect() as connection:
        use = SCHEMA_OF_SESSION[engine.dialect.name].format(story.cache.schema_name)
        connection.exec_driver_sql(use)
        # To psycopg2 a percent sign is the beginning of a parameter.
        sign = "%%" if engine.dialect.name == "postgresql" else "%"
        answer = connection.exec_driver_sql(query.read_text().replace("%", sign)).all()

    assert answer


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("terraform/*.tf")), ids=lambda path: path.stem)
def test_terraform_can_read_its_file(path: Path) -> None:
    with path.open() as file:
        content = hcl2.load(file)

    assert set(content) & {"resource", "variable", "output"}
