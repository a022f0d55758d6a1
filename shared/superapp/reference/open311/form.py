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
_ONE_FILE = Fault("media", "One file may be sent, as media.")


@dataclass(frozen=True)
class Form:
    """The plain fields (the last of equal names counts), the service's attributes, the photo."""

    fields: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, Value] = field(default_factory=dict)
    media: bytes | None = None

    def get(self, name: str) -> str | None:
        """The field without surrounding blanks; None when it is missing or empty."""
        return self.fields.get(name, "").strip() or None


async def read_form(request: Request) -> Form:
    """The form in the body. Raises Problem 400 for anything else."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "multipart/form-data":
        return await _multipart(request)
    return sort_fields(_urlencoded(await request.body()))


def sort_fields(pairs: list[tuple[str, str]], media: bytes | None = None) -> Form:
    """Tells attributes from plain fields. A name with `[]` makes a list, even of one."""
    form = Form(media=media)
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


async def _multipart(request: Request) -> Form:
    try:
        async with request.form(max_files=1, max_fields=_MOST_FIELDS) as parts:
            pairs = parts.multi_items()
            files = [(name, part) for name, part in pairs if isinstance(part, UploadFile)]
            if any(name != "media" for name, _ in files):
                raise Problem(400, _ONE_FILE)
            media = [await part.read() for _, part in files]
    except FormParserError:  # older Starlettes let it through
        raise Problem(400, _NO_FORM) from None
    plain = [(name, value) for name, value in pairs if isinstance(value, str)]
    # An empty file is what browsers send for a photo that was not chosen.
    return sort_fields(plain, media[0] if media and media[0] else None)
