"""The form of a POST: urlencoded or multipart, `attribute[code]=v`, `attribute[code][]=v`."""

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

from python_multipart.exceptions import FormParserError
from starlette.datastructures import UploadFile
from starlette.requests import Request

from shared.superapp.reference.attributes import Value
from shared.superapp.reference.problems import Fault, Problem

_MOST_FIELDS = 200
_ATTRIBUTE = re.compile(r"attribute\[([A-Za-z0-9_]{1,64})\](\[\])?")
_NO_FORM = Fault("form", "The body must be a form in UTF-8, urlencoded or multipart.")
_NO_FILES = Fault("media", "Files are not taken here; send media_url.")


@dataclass(frozen=True)
class Form:
    """The plain fields (the last of equal names counts) and the attributes of the service."""

    fields: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, Value] = field(default_factory=dict)

    def get(self, name: str) -> str | None:
        """The field without surrounding blanks; None when it is missing or empty."""
        return self.fields.get(name, "").strip() or None


async def read_form(request: Request) -> Form:
    """The form in the body. Raises Problem 400 for anything else."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        return sort_fields(await _multipart(request))
    return sort_fields(_urlencoded(await request.body()))


def sort_fields(pairs: list[tuple[str, str]]) -> Form:
    """Tells attributes from plain fields. A name with `[]` makes a list, even of one."""
    form = Form()
    for name, value in pairs:
        match = _ATTRIBUTE.fullmatch(name)
        if match is None:
            form.fields[name] = value
        elif match[2]:
            before = form.attributes.get(match[1])
            form.attributes[match[1]] = [*(before if isinstance(before, list) else []), value]
        else:
            form.attributes[match[1]] = value
    return form


def _urlencoded(body: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            body.decode("utf-8"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MOST_FIELDS,
        )
    except ValueError:  # UnicodeDecodeError is one too
        raise Problem(400, _NO_FORM) from None


async def _multipart(request: Request) -> list[tuple[str, str]]:
    try:
        async with request.form(max_files=1, max_fields=_MOST_FIELDS) as parts:
            pairs = parts.multi_items()
    except FormParserError:  # older Starlettes let it through
        raise Problem(400, _NO_FORM) from None
    else:
        if any(isinstance(value, UploadFile) for _, value in pairs):
            raise Problem(400, _NO_FILES)
        return [(name, value) for name, value in pairs if isinstance(value, str)]
