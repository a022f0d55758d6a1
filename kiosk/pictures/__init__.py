"""What the kiosk draws beside words: pictograms, cards as hints, figures, codes. No Kivy here.

A name and a size become pixels; colours are the caller's.
"""

from __future__ import annotations

from kiosk.pictures.bitmap import Bitmap, Tones
from kiosk.pictures.border import gigi_balang
from kiosk.pictures.codes import qr
from kiosk.pictures.drawings import Colours, drawing
from kiosk.pictures.pictograms import pictogram, sign_of

__all__ = ["Bitmap", "Colours", "Tones", "drawing", "gigi_balang", "pictogram", "qr", "sign_of"]
