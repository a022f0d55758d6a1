"""What servers really answer, read at the rim; and what is said of an answer nobody can read."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.contract.open311 import Attribute, Definition, Service, Value
from shared.superapp.client.georeport import reading
from shared.superapp.client.georeport.reading import ShapeError
from shared.superapp.client.georeport.trees import NotATreeError, flag, number, rows, text, tree

BOMB = b"""<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>
<services><service><service_code>&b;</service_code></service></services>"""
OUTSIDE = b"""<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><services>&x;</services>"""


XML = b"""<services><service><service_code>1</service_code><service_name>Lamp</service_name>
<keywords/><group> </group></service></services>"""
NAMESPACED = b"""
<?xml version="1.0"?><o:services xmlns:o="u"><!-- one --><o:service>
<o:service_code>1</o:service_code><o:service_name>Lamp</o:service_name></o:service></o:services>"""


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (BOMB, "document type"),
        (OUTSIDE, "document type"),
        (b"<services><service>", "broken"),
        (b"<html><body>Sign in</body></html>", "web page"),
        (b"[{", "JSON"),
        (b"", "JSON"),
        (b"\xff\xfe\x00", "JSON"),
        (b"<a>" * 100 + b"</a>" * 100, "deeply"),
        (b"[" * 100_000, "JSON"),
    ],
)
def test_what_is_no_answer_is_refused_and_not_repeated(content: bytes, why: str) -> None:
    with pytest.raises(NotATreeError, match=why):
        tree(content)


@pytest.mark.parametrize(
    "content",
    [
        b'[{"service_code": "1", "service_name": "Lamp"}]',
        b'{"services": [{"service_code": "1", "service_name": "Lamp"}]}',
        b'{"services": {"service": {"service_code": "1", "service_name": "Lamp"}}}',
        b'{"service_code": "1", "service_name": "Lamp"}',
        b'[{"service": {"service_code": "1", "service_name": "Lamp"}}]',
        b'[{"service_code": ["1"], "service_name": ["Lamp"], "keywords": [], "group": {}}]',
        b'[{"service_code": 1, "service_name": "Lamp", "metadata": null}]',
        b'\xef\xbb\xbf[{"service_code": " 1 ", "service_name": "Lamp\\r\\n"}]',
        XML,
        NAMESPACED,
    ],
)
def test_one_service_in_every_wrapping(content: bytes) -> None:
    assert reading.services(tree(content)) == (Service(code="1", name="Lamp"),)


@pytest.mark.parametrize("content", [b"[]", b"<services/>", b"<services>\n</services>", b"{}"])
def test_no_services_are_no_fault(content: bytes) -> None:
    assert reading.services(tree(content)) == ()


@pytest.mark.parametrize("content", [b'[{"code": 400}]', b'{"errors": [{"code": 1}]}', b'"no"'])
def test_an_answer_of_another_shape_is_one(content: bytes) -> None:
    with pytest.raises(ShapeError):
        reading.services(tree(content))


def test_groups_keywords_and_doubles() -> None:
    found = reading.services(
        [
            {"service_code": "1", "service_name": "A", "groups": ["X", "Y"], "keywords": "p, q,"},
            {"service_code": "2", "service_name": "", "description": "B", "group": "Z"},
            {"service_code": "1", "service_name": "again"},
            {"service_name": "without a code"},
        ]
    )
    assert found == (
        Service(code="1", name="A", groups=("X", "Y"), keywords=("p", "q")),
        Service(code="2", name="B", description="B", groups=("Z",)),
    )


def test_order_is_followed_and_those_without_one_come_last() -> None:
    orders: list[Any] = [2, None, "1", 0, 2, "x", {}]
    attributes = [{"code": f"c{n}", "order": order} for n, order in enumerate(orders)]
    found = reading.definition({"attributes": attributes}, "s")
    assert [each.code for each in found.attributes] == ["c3", "c2", "c0", "c4", "c1", "c5", "c6"]


def test_a_definition_in_xml_with_one_of_everything() -> None:
    found = reading.definition(
        tree(
            b"<service_definition><service_code>s</service_code><attributes><attribute>"
            b"<code>kind</code><datatype>multivaluelist</datatype><required>true</required>"
            b"<description>What?</description><values><value><key>k</key><name>N</name></value>"
            b"</values></attribute></attributes></service_definition>"
        ),
        "s",
    )
    kind = Attribute(
        code="kind",
        description="What?",
        datatype="multivaluelist",
        required=True,
        values=(Value("k", "N"),),
    )
    assert found == Definition("s", (kind,))


@pytest.mark.parametrize(
    ("values", "read"),
    [
        ([{"key": 1, "name": 2}], [("1", "2")]),
        ([{"key": "", "name": "choose"}, {"key": "a", "name": ""}], [("a", "a")]),
        ([{"name": "only a name"}], [("only a name", "only a name")]),
        ({"value": {"key": "a", "name": "A"}}, [("a", "A")]),
        (["a", "b"], [("a", "a"), ("b", "b")]),
        (7, []),
        ("", []),
        (None, []),
    ],
)
def test_values_of_a_list(values: Any, read: list[tuple[str, str]]) -> None:
    row = {"code": "c", "datatype": "singlevaluelist", "values": values}
    (attribute,) = reading.definition({"attributes": [row]}, "s").attributes
    assert [(value.key, value.name) for value in attribute.values] == read
    assert attribute.datatype == ("singlevaluelist" if read else "string")


def test_requests_of_many_kinds() -> None:
    found = reading.reports(
        tree(
            b"<service_requests><request><long>-79.3</long><lat>43.6</lat><status>Open</status>"
            b"<updated_datetime/><service_request_id>A</service_request_id></request>"
            b"<request><token>T</token><lat>0.0</lat><long>0.0</long></request></service_requests>"
        )
    )
    assert [(one.id, one.token, one.lat, one.lon, one.status) for one in found] == [
        ("A", "", 43.6, -79.3, "open"),
        ("", "T", None, None, ""),
    ]
    odds: tuple[dict[str, Any], ...] = (
        {"lat": None, "long": 0},
        {"lat": "x", "long": "1"},
        {"lat": 91, "long": 1},
    )
    for odd in odds:
        (one,) = reading.reports([{"service_request_id": 5, **odd}])
        assert (one.id, one.lat, one.lon) == ("5", None, None)


def test_texts_are_plain() -> None:
    assert text("a &amp;amp; b\r\n<p>c</p>&lt;b&gt;d&lt;/b&gt; 1 < 2") == "a &amp; b c d 1 < 2"
    assert text([["x"]]) == "x"
    odds: tuple[Any, ...] = ({}, [], None, True, 3, 2.0, 2.5)
    assert [text(odd) for odd in odds] == [*("", "", "", "true", "3", "2", "2.5")]
    assert [flag(odd, True) for odd in ("False", False, 0, "no", None, "", "TRUE")] == [
        *(False, False, False, False, True, True, True)
    ]
    assert [number(odd) for odd in ("7", 7.0, "x", None, "9" * 30)] == [7, 7, None, None, None]


KNOWN = (
    *("service", "services", "service_code", "attributes", "attribute", "code", "values", "value"),
    *("key", "name", "order", "datatype", "request", "endpoints", "endpoint", "errors", "error"),
    *("lat", "long", "group", "groups"),
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KNOWN), inner, max_size=5)
    ),
    max_leaves=20,
)


@given(ANYTHING)
def test_whatever_tree_comes_is_read_or_refused(found: Any) -> None:
    with contextlib.suppress(ShapeError):
        reading.services(found)
    with contextlib.suppress(ShapeError):
        assert reading.definition(found, "s").service == "s"
    with contextlib.suppress(ShapeError):
        reading.discovery(found)
    assert all(report.lat is None or -90 <= report.lat <= 90 for report in reading.reports(found))
    assert all(isinstance(told, str) for told in reading.errors(found))
    assert all(isinstance(word, str) for word in map(text, rows(found, "service")))


@given(st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
def test_whatever_bytes_come_are_a_tree_or_refused(content: bytes) -> None:
    with contextlib.suppress(NotATreeError):
        reading.reports(tree(content))
