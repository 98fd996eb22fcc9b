"""Lists as one parameter of a statement, of any length: as JSON, which either database takes apart in its own way."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Column, ColumnElement, FromClause, Text, TypeDecorator, bindparam, cast, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


def json_list(values: Iterable[Any]) -> str:
    """Anything that can be iterated, as the parameter that stands for a list."""
    return json.dumps(list(values))


class Listed(TypeDecorator[Any]):
    """The type of such a parameter."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: object) -> str:
        return json_list(value)


class _elements(FunctionElement[Any]):
    """The elements of a JSON list, a row each."""

    name = "elements"
    inherit_cache = True


class member(FunctionElement[str]):
    """The member of a JSON value by its place or name."""

    name = "member"
    type = Text()
    inherit_cache = True


@compiles(_elements, "sqlite")
def _(element: _elements, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **options)})"


@compiles(_elements, "postgresql")
def _(element: _elements, compiler: SQLCompiler, **options: Any) -> str:
    return f"jsonb_array_elements_text(CAST({compiler.process(element.clauses, **options)} AS JSONB))"


@compiles(member, "sqlite")
def _(element: member, compiler: SQLCompiler, **options: Any) -> str:
    value, key = (compiler.process(clause, **options) for clause in element.clauses)
    return f"({value} ->> {key})"


@compiles(member, "postgresql")
def _(element: member, compiler: SQLCompiler, **options: Any) -> str:
    value, key = (compiler.process(clause, **options) for clause in element.clauses)
    return f"(CAST({value} AS JSONB) ->> {key})"


def listed(name: str) -> FromClause:
    """The parameter of this name, a list, as a table with a column ``value``."""
    return _elements(bindparam(name, type_=Listed)).table_valued("value")


def among(column: Column[Any], name: str) -> ColumnElement[bool]:
    """Whether a column's value is in the list that is the parameter of this name."""
    return column.in_(select(cast(listed(name).c.value, column.type)))
