"""Photos and papers that belong to a request: checked, cleaned, sealed.

What a file is, its first bytes say, never its name or what the sender calls it. A photo is painted
anew from its pixels, so that the place, the time and the telephone written into it stay behind.
"""

import hashlib
import io
import secrets
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field

import sqlalchemy as sa
from PIL import Image, ImageOps

from shared.database import Database
from shared.privacy.cipher import Cipher

from .problems import TOO_LARGE, Fault, Problem
from .tables import METADATA

DOCUMENT = sa.Table(
    "document",
    METADATA,
    sa.Column("document_id", sa.String(32), primary_key=True),
    sa.Column(
        "service_request_id",
        sa.String(32),
        sa.ForeignKey("request.service_request_id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    sa.Column("kind", sa.String(32), nullable=False),  # media, evidence, or what a service asks for
    sa.Column("content_type", sa.String(32), nullable=False),
    sa.Column("size", sa.Integer, nullable=False),  # bytes before sealing
    sa.Column("digest", sa.String(64), nullable=False),  # HMAC of the file as it was sent
    sa.Column("made_ms", sa.BigInteger, nullable=False),
    sa.Column("sealed", sa.LargeBinary, nullable=False),
)

MOST_BYTES = 6 * 1024 * 1024
_MOST_PIXELS = 50_000_000  # a file of a few bytes can unpack into gigabytes
_LONGEST_SIDE = 2_560  # pixels; enough to read a paper by
_QUALITY = 85
_PHOTOS = ("JPEG", "PNG", "WEBP")
_ID_BYTES = 15
JPEG, PDF = "image/jpeg", "application/pdf"

_NO_PHOTO = Fault("media", "media must be a photo in JPEG, PNG or WebP.")
_NO_PAPER = Fault("media", "A document must be a photo in JPEG, PNG or WebP, or a PDF.")

_INSERT = sa.insert(DOCUMENT)
_LISTED = (
    sa.select(*(c for c in DOCUMENT.c if c.name != "sealed"))
    .where(DOCUMENT.c.service_request_id == sa.bindparam("number"))
    .order_by(DOCUMENT.c.made_ms, DOCUMENT.c.document_id)
)
_SEALED = sa.select(DOCUMENT.c.sealed).where(DOCUMENT.c.document_id == sa.bindparam("document"))


@dataclass(frozen=True)
class Document:
    """A clean file. `original` is the SHA-256 of the bytes as they were sent."""

    content: bytes = field(repr=False)
    content_type: str
    original: str


@dataclass(frozen=True)
class Kept:
    """What is told of a stored file without opening it."""

    document_id: str
    kind: str
    content_type: str
    size: int
    made_ms: int


def photo(sent: bytes) -> Document:
    """The photo without metadata, upright, as JPEG. Problem 413 or 400 for anything else."""
    if len(sent) > MOST_BYTES:
        raise Problem(413, TOO_LARGE)
    return Document(_repainted(sent), JPEG, hashlib.sha256(sent).hexdigest())


def paper(sent: bytes) -> Document:
    """A photo as `photo` gives it, or a PDF as it came: its text is what it is sent for."""
    if not sent.startswith(b"%PDF-"):
        try:
            return photo(sent)
        except Problem as problem:
            raise problem if problem.status == 413 else Problem(400, _NO_PAPER) from None
    if len(sent) > MOST_BYTES:
        raise Problem(413, TOO_LARGE)
    return Document(sent, PDF, hashlib.sha256(sent).hexdigest())


class Documents:
    """The files in one database, each sealed under its own id."""

    def __init__(self, database: Database, cipher: Cipher, clock: Callable[[], int]) -> None:
        self._database = database
        self._cipher = cipher
        self._clock = clock

    def insert(
        self, connection: sa.engine.Connection, number: str, kind: str, document: Document
    ) -> str:
        """Adds a file to the request `number` within the caller's transaction; gives its id."""
        document_id = secrets.token_urlsafe(_ID_BYTES)
        row = {
            "document_id": document_id,
            "service_request_id": number,
            "kind": kind,
            "content_type": document.content_type,
            "size": len(document.content),
            "digest": self._cipher.blind(document.original, "document.digest"),
            "made_ms": self._clock(),
            "sealed": self._cipher.encrypt(
                document.content, table="document", column="sealed", row=document_id
            ),
        }
        connection.execute(_INSERT, row)
        return document_id

    def of(self, number: str) -> list[Kept]:
        """The files of a request, the oldest first."""
        with self._database.reading() as connection:
            found = connection.execute(_LISTED, {"number": number}).mappings()
            names = list(Kept.__dataclass_fields__)
            return [Kept(**{name: row[name] for name in names}) for row in found]

    def content(self, document_id: str) -> bytes | None:
        """The opened file; None where there is none with this id."""
        with self._database.reading() as connection:
            sealed = connection.execute(_SEALED, {"document": document_id}).scalar()
        if sealed is None:
            return None
        return self._cipher.decrypt(sealed, table="document", column="sealed", row=document_id)


def _repainted(sent: bytes) -> bytes:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # odd metadata is dropped, and the size is ours to check
            with Image.open(io.BytesIO(sent), formats=_PHOTOS) as opened:
                if opened.width * opened.height > _MOST_PIXELS:
                    raise Problem(413, TOO_LARGE)
                opened.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))  # decodes large JPEGs smaller
                upright = ImageOps.exif_transpose(opened).convert("RGB")
    except Problem:
        raise
    except Exception:  # Pillow has no one error for it: what its decoders meet, it raises
        raise Problem(400, _NO_PHOTO) from None
    upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    painted = Image.new("RGB", upright.size)
    painted.paste(upright)
    clean = io.BytesIO()
    painted.save(clean, "JPEG", quality=_QUALITY)
    return clean.getvalue()
