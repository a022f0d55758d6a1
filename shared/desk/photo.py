"""What a photo tells of itself: when it was taken, and where (EXIF 2.32)."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from PIL import ExifTags, Image

_TAKEN = ExifTags.Base.DateTimeOriginal
_MINUTES = (1, 60, 3600)


def taken_at(content: bytes) -> str | None:
    """When it was taken, as the camera's clock said, in the form 2026-03-26T10:30:00."""
    try:
        written = _exif(content).get_ifd(ExifTags.IFD.Exif).get(_TAKEN)
        return datetime.strptime(str(written), "%Y:%m:%d %H:%M:%S").isoformat()  # noqa: DTZ007
    except (OSError, ValueError):
        return None


def place(content: bytes) -> tuple[float, float] | None:
    """Latitude and longitude, where the camera wrote them."""
    try:
        gps = _exif(content).get_ifd(ExifTags.IFD.GPSInfo)
        lat = _degrees(gps[ExifTags.GPS.GPSLatitude], gps[ExifTags.GPS.GPSLatitudeRef] == "S")
        long = _degrees(gps[ExifTags.GPS.GPSLongitude], gps[ExifTags.GPS.GPSLongitudeRef] == "W")
    except (OSError, KeyError, TypeError, ValueError, ZeroDivisionError):
        return None
    return lat, long


def _exif(content: bytes) -> Image.Exif:
    with Image.open(io.BytesIO(content)) as photo:
        return photo.getexif()


def _degrees(parts: Any, negative: bool) -> float:
    whole = sum(float(part) / unit for part, unit in zip(parts, _MINUTES, strict=True))
    return -whole if negative else whole
