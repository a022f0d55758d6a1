"""A service of any Open311 server, once its oddities were read away: plain, frozen, JSON.

https://wiki.open311.org/GeoReport_v2/ ; texts are plain, without markup and line breaks.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Datatype = Literal[
    "string", "number", "datetime", "text", "singlevaluelist", "multivaluelist", "boolean"
]


class Service(Struct, frozen=True, kw_only=True):
    """A row of the list of services. `metadata`: a definition can be asked for."""

    code: str
    name: str
    description: str = ""
    groups: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    metadata: bool = False


class Value(Struct, frozen=True):
    """One value of a list: `key` is sent, `name` is shown."""

    key: str
    name: str


class Attribute(Struct, frozen=True, kw_only=True):
    """One attribute of a definition, in the order in which it is asked.

    `variable` False: a text to show and nothing to answer. `automated`: the server or a form fills
    it in, and nobody is asked ("server_set", "hidden_field"); "" for all others. `hint` is the
    specification's `datatype_description`.
    """

    code: str
    description: str = ""
    datatype: Datatype = "string"
    required: bool = False
    variable: bool = True
    automated: str = ""
    hint: str = ""
    values: tuple[Value, ...] = ()


class Definition(Struct, frozen=True):
    """What a service asks."""

    service: str
    attributes: tuple[Attribute, ...] = ()
