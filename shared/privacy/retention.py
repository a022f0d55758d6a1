"""Deletes or anonymises what has been kept long enough. The rules are data: `retention.yaml`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple

import msgspec
import sqlalchemy as sa
import yaml

from shared.database import Database

_RULES = Path(__file__).with_name("retention.yaml")
_DAY_MS = 86_400_000
BATCH = 200  # rows of one transaction


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One rule; the file explains the fields."""

    name: str
    of: Literal["office", "backend", "hub"]
    table: str
    age: str
    days: int
    reason: str
    basis: str
    where: dict[str, list[Any]] = {}
    closed: bool = False
    unless: list[str] = []
    along: list[str] = []
    do: Literal["delete", "anonymise"] = "delete"


class Kept(NamedTuple):
    """A database as the rules see it. `units_a_ms`: of its stored moments, how many make a ms."""

    of: str
    database: Database
    metadata: sa.MetaData
    units_a_ms: int
    final: frozenset[str] = frozenset()  # statuses after which nothing follows
    # What an anonymised request has in its columns, made from its number.
    blank: Mapping[str, Callable[[str], Any]] = {}
    mark: tuple[str, str] = ("", "")  # the column, and its value in an anonymised request


def rules() -> list[Rule]:
    """The rules that hold."""
    return msgspec.convert(yaml.safe_load(_RULES.read_text(encoding="utf-8")), list[Rule])


def retain(kept: Kept, rule: Rule, now_ms: int, *, dry_run: bool) -> int:
    """Applies a rule; how many rows that is, or would be."""
    table = kept.metadata.tables[rule.table]
    expired = list(_conditions(kept, rule, table, now_ms))
    if dry_run:
        count = sa.select(sa.func.count()).select_from(table).where(*expired)
        with kept.database.reading() as connection:
            return int(connection.execute(count).scalar_one())
    total = 0
    while done := _batch(kept, rule, table, expired):
        total += done
    return total


def _batch(kept: Kept, rule: Rule, table: sa.Table, expired: list[Any]) -> int:
    """Some rows in one transaction, so that nobody is kept waiting."""
    (key, *more) = table.primary_key
    query = sa.select(key).where(*expired).order_by(key).limit(BATCH)
    with kept.database.writing() as connection:
        keys = list(connection.execute(query).scalars())
        if not keys:
            return 0
        mine = key.in_(keys)
        if rule.do == "anonymise":
            _anonymise(connection, kept, key, keys)
            return len(keys)
        for name in rule.along:
            other = kept.metadata.tables[name]
            connection.execute(sa.delete(other).where(other.c[key.name].in_(keys)))
        # With a key of several columns the condition is asked again: not all with this first one.
        return int(
            connection.execute(sa.delete(table).where(mine, *(expired if more else ()))).rowcount
        )


def _conditions(kept: Kept, rule: Rule, table: sa.Table, now_ms: int) -> Iterator[Any]:
    yield table.c[rule.age] < (now_ms - rule.days * _DAY_MS) * kept.units_a_ms
    for name, values in rule.where.items():
        yield table.c[name].in_(values)
    if rule.closed:
        request = kept.metadata.tables["request"]
        over = request.c.status.in_(sorted(kept.final))
        if table is request:
            yield over
        else:
            closed = sa.select(request.c.service_request_id).where(over)
            yield table.c.service_request_id.in_(closed)
    for name in rule.unless:
        other = kept.metadata.tables[name]
        yield ~sa.exists().where(other.c.session_id == table.c.session_id)
    if rule.do == "anonymise":
        column, value = kept.mark
        yield sa.func.coalesce(table.c[column], "") != value


def _anonymise(
    connection: sa.engine.Connection, kept: Kept, key: sa.Column, keys: Iterable[Any]
) -> None:
    """What hangs on the requests goes; their rows stay, with nothing that leads to a person."""
    numbers = list(keys)
    request = kept.metadata.tables["request"]
    for table in kept.metadata.sorted_tables:
        if any(foreign.column.table is request for foreign in table.foreign_keys):
            connection.execute(sa.delete(table).where(table.c[key.name].in_(numbers)))
    for number in numbers:
        blank = {name: make(number) for name, make in kept.blank.items()}
        connection.execute(sa.update(request).where(key == number).values(blank))
