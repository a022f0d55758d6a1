"""Reads the query of a GET: jurisdiction, filter, span of time, page."""

import re
from collections.abc import Mapping
from dataclasses import replace

from starlette.requests import Request

from shared.superapp.reference.catalogue import Catalogue, Jurisdiction, Service
from shared.superapp.reference.moments import DAY_MS, parse_w3c
from shared.superapp.reference.problems import NO_SERVICE, Fault, Problem, missing, wrong

from .reports import Filter

NUMBER = re.compile(r"[A-Za-z0-9\-]{1,32}")
TOKEN = re.compile(r"[A-Za-z0-9_\-]{1,32}")
_SPAN_MS = 90 * DAY_MS
_MOST_ROWS = 1_000
_MOST_PAGE = 1_000_000
_NO_JURISDICTION = Fault("jurisdiction", "jurisdiction_id was not found.")
_TOO_LONG = Fault("span", "start_date and end_date may be 90 days apart at most.")

Query = Mapping[str, str]


def query_of(request: Request) -> Query:
    """The query of a call; what is empty counts as not sent."""
    return {name: value for name, value in request.query_params.items() if value}


def jurisdiction(catalogue: Catalogue, given: str | None) -> Jurisdiction:
    """The one that was named; Problem 404 for an unknown one, 400 for none of several."""
    if given is None:
        if len(catalogue.jurisdictions) > 1:
            raise Problem(400, missing("jurisdiction_id"))
        given = catalogue.jurisdiction
    found = catalogue.jurisdictions.get(given)
    if found is None:
        raise Problem(404, _NO_JURISDICTION)
    return found


def service(catalogue: Catalogue, code: str) -> Service:
    """The public service with this code; Problem 404 where there is none."""
    found = catalogue.services.get(code)
    if found is None or not found.public:
        raise Problem(404, NO_SERVICE)
    return found


def is_extended(query: Query) -> bool:
    """Whether `extensions=true` was asked for. Problem 400 for anything but true and false."""
    return flag("extensions", query.get("extensions"))


def flag(name: str, given: str | None) -> bool:
    """The field `name` as a truth value, false where it is missing; Problem 400 for other words."""
    if given not in {None, "true", "false"}:
        raise Problem(400, wrong(name, "true or false"))
    return given == "true"


def one(catalogue: Catalogue, at: Jurisdiction, number: str) -> Filter:
    """For a single report by its number."""
    return Filter(at.code, _codes(catalogue), ids=[number])


def several(catalogue: Catalogue, query: Query, now: int) -> Filter:
    """For a list of reports. A list of numbers overrides all but the page; all must be right."""
    at = jurisdiction(catalogue, query.get("jurisdiction_id")).code
    page = _whole(query, "page", 1, _MOST_PAGE)
    size = min(_whole(query, "page_size", _MOST_ROWS, _MOST_PAGE), _MOST_ROWS)
    codes = [service(catalogue, code).code for code in _items(query, "service_code")]
    start, end = _span(query, now)
    wanted = Filter(
        at,
        codes or _codes(catalogue),
        statuses=_statuses(catalogue, set(_items(query, "status"))),
        start_ms=start,
        end_ms=end,
        offset=(page - 1) * size,
        limit=size,
    )
    if "service_request_id" not in query:
        return wanted
    ids = [i for i in query["service_request_id"].split(",") if NUMBER.fullmatch(i)]
    everywhere = replace(wanted, service_codes=_codes(catalogue), statuses=None)
    return replace(everywhere, ids=ids[:_MOST_ROWS], start_ms=None, end_ms=None)


def _codes(catalogue: Catalogue) -> list[str]:
    return [offered.code for offered in catalogue.public_services()]


def _span(query: Query, now: int) -> tuple[int, int]:
    """First and last instant: the last 90 days, or 90 days from or to the one end that is given."""
    start, end = _instant(query, "start_date"), _instant(query, "end_date")
    if start is not None and end is not None and not 0 <= end - start <= _SPAN_MS:
        raise Problem(400, _TOO_LONG)
    if end is None:
        end = now if start is None else start + _SPAN_MS
    return end - _SPAN_MS if start is None else start, end


def _instant(query: Query, name: str) -> int | None:
    if name not in query:
        return None
    try:
        return parse_w3c(query[name])
    except ValueError:
        raise Problem(400, wrong(name, "a W3C date and time, like 2026-01-31T00:00:00Z")) from None


def _statuses(catalogue: Catalogue, wanted: set[str]) -> list[str] | None:
    """The internal statuses behind "open", "closed" or both; None for all."""
    if not wanted:
        return None
    if not wanted <= {"open", "closed"}:
        raise Problem(400, wrong("status", "open or closed"))
    return [s.code for s in catalogue.statuses.values() if s.open311 in wanted]


def _items(query: Query, name: str) -> list[str]:
    """The items of a comma list; none where the filter is missing."""
    return [item for item in query.get(name, "").split(",") if item]


def _whole(query: Query, name: str, default: int, most: int) -> int:
    text = query.get(name, str(default))
    if not (text.isascii() and text.isdigit() and len(text) <= 9 and 1 <= int(text) <= most):
        raise Problem(400, wrong(name, f"a number from 1 to {most}"))
    return int(text)
