"""A photo from a stranger: judged by its content, drawn anew without anything written into it.

Where it was taken, when and by which phone never reaches the disk; nor does what is no picture.
"""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES = 20 * 1024 * 1024  # a bot may fetch no more
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 2560  # pixels that are kept
QUALITY = 85
FORMATS = ("JPEG", "PNG", "WEBP")


class NoPhotoError(Exception):
    """The bytes are no picture we can open. Tells nothing of them."""


def redrawn(content: bytes) -> bytes:
    """The picture as a plain JPEG, upright, at most `LONGEST_SIDE`. Raises `NoPhotoError`."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise NoPhotoError
                picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
                upright = ImageOps.exif_transpose(picture)
                flat = _flat(upright)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Warning):
        raise NoPhotoError from None
    except Image.DecompressionBombError:
        raise NoPhotoError from None
    flat.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    plain = Image.new("RGB", flat.size)
    plain.paste(flat)
    file = io.BytesIO()
    plain.save(file, "JPEG", quality=QUALITY, optimize=True)
    return file.getvalue()


def _flat(picture: Image.Image) -> Image.Image:
    """On white where it is see-through."""
    if picture.mode in ("RGBA", "LA", "P"):
        clear = picture.convert("RGBA")
        white = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(white, clear).convert("RGB")
    return picture.convert("RGB")
