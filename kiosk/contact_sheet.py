"""``python -m kiosk.contact_sheet FOLDER``: every kind of screen, sheet and pad as the window
paints it, in each form, many on one sheet, to be looked at. With ``--best`` the pictures of the
README instead: the walk of a lost KTP, one PNG each.

Needs a display, as the kiosk does; ``xvfb-run -a`` gives one that nobody sees.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image

from dialogs.authoring import load
from dialogs.world import World
from kiosk.audit.pages import FORMS, Subject, seen, subjects
from kiosk.audit.rule import Seen
from kiosk.audit.screens import NOW, Met, met
from kiosk.compose import compose
from kiosk.glass import Glass
from kiosk.pads import start
from kiosk.panel import PANELS, Panel
from kiosk.theme import PALETTES, Size, Theme
from kiosk.visit import Entry, Settings, Visit
from shared.settings import BIDARA_CINA

if TYPE_CHECKING:
    from kiosk.window.painter import Painter

GUIDES = ("KTP_HILANG", "LAPOR_JALAN")
THUMB, ACROSS, DOWN = 430, 6, 2  # px wide; thumbnails on a sheet
BEST = Path(__file__).parent / "pictures" / "screens"
COLOURS = 48  # of a picture: enough for flat colours and smooth letters


def main(argv: Sequence[str] | None = None) -> int:
    """0: written; 1: there is no display."""
    parser = argparse.ArgumentParser("kiosk.contact_sheet", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=BEST)
    parser.add_argument("--best", action="store_true", help="the pictures of the README")
    parser.add_argument("--form", action="append", help="only this one, like 'tablet XL'")
    parser.add_argument("--language", action="append", help="only this one")
    options = parser.parse_args(argv)
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        print("DISPLAY: no display to paint on; try xvfb-run -a.", file=sys.stderr)
        return 1
    from kiosk.window.setup import opened, set_up

    home = set_up(PANELS["portrait"], fullscreen=False)
    try:
        if not opened():
            print("DISPLAY: no window could be opened there.", file=sys.stderr)
            return 1
        world = load.world(office=BIDARA_CINA)
        options.folder.mkdir(parents=True, exist_ok=True)
        if options.best:
            _best(world, options.folder)
        else:
            _sheets(world, options.folder, options.form, options.language)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    return 0


# Pictures ---------------------------------------------------------------------------------------


class Camera:
    """Takes pictures of scenes as the window would paint them."""

    def __init__(self, panel: Panel) -> None:
        from kivy.graphics import Fbo

        from kiosk.window.painter import Painter

        self._panel = panel
        self._painter: Painter = Painter(panel.height)
        self._fbo = Fbo(size=(panel.width, panel.height))

    def take(self, glass: Glass) -> Image.Image:
        scene, theme = compose(glass), glass.visit.settings.theme
        ground = PALETTES[theme][scene.ground]
        self._fbo.clear()
        self._fbo.clear_color = [*((ground >> shift & 255) / 255 for shift in (16, 8, 0)), 1]
        self._fbo.bind()
        self._fbo.clear_buffer()
        self._fbo.release()
        for marks in (scene.marks, *(node.marks for node in scene.nodes)):
            group = self._painter.paint(marks, theme)
            if group not in self._fbo.children:
                self._fbo.add(group)
        self._fbo.draw()
        size = (self._panel.width, self._panel.height)
        image = Image.frombytes("RGBA", size, self._fbo.pixels)
        self._painter.forget()
        return image.transpose(Image.Transpose.FLIP_TOP_BOTTOM).convert("RGB")


# Contact sheets ---------------------------------------------------------------------------------


def _sheets(
    world: World, folder: Path, forms: list[str] | None, languages: list[str] | None
) -> None:
    for language in languages or ("id", "en"):
        chosen = tuple(_shown(list(met(world, language)), language))
        for form in FORMS:
            if forms and str(form) not in forms:
                continue
            camera = Camera(PANELS[form.panel])
            pages = (page for subject in chosen for page in _few(seen(subject, form, world)))
            images = [_thumb(camera.take(page.glass)) for page in pages]
            for at in range(0, len(images), ACROSS * DOWN):
                name = f"{language}-{str(form).replace(' ', '-')}-{at // (ACROSS * DOWN):02}.png"
                _montage(images[at : at + ACROSS * DOWN]).save(folder / name)
            print(f"{language} {form}: {len(images)} pages", flush=True)


def _shown(found: list[Met], language: str) -> Iterator[Subject]:
    """The walks of a few services, and one of every other kind of screen, sheet and pad."""
    kinds: set[tuple[object, ...]] = set()
    for subject in subjects(found, language):
        screen = subject.visit.screen
        walked = screen is not None and screen.service in GUIDES and "/plain" in subject.where
        kind = (subject.visit.sheet, screen and (screen.kind, screen.input, screen.problem is None))
        if walked or kind not in kinds:
            kinds.add(kind)
            yield subject


def _few(pages: Iterator[Seen]) -> Iterator[Seen]:
    """Of a pad its first states; of a list its first pages."""
    for at, page in enumerate(pages):
        if at < 4:
            yield page


def _thumb(image: Image.Image) -> Image.Image:
    return image.resize((THUMB, image.height * THUMB // image.width), Image.Resampling.LANCZOS)


def _montage(images: list[Image.Image]) -> Image.Image:
    wide, tall, gap = THUMB, images[0].height, 8
    whole = Image.new("RGB", (ACROSS * (wide + gap), DOWN * (tall + gap)), (120, 120, 120))
    for at, image in enumerate(images):
        whole.paste(image, (at % ACROSS * (wide + gap), at // ACROSS * (tall + gap)))
    return whole


# The README's pictures --------------------------------------------------------------------------


class Shot(NamedTuple):
    """A picture of the README: the screen `what` of a service, and how it is shown."""

    name: str
    service: str = ""
    what: str = ""
    over: str = "plain"
    size: Size = "M"
    theme: Theme = "warm"
    entry: Entry | None = None
    sheet: str = ""


def _best(world: World, folder: Path) -> None:
    camera = Camera(PANELS["portrait"])
    found = {one.key: one.screen for one in met(world, "id")}
    for shot in SHOTS:
        settings = Settings(size=shot.size, theme=shot.theme)
        screen = found[shot.service, shot.what, shot.over] if shot.what else None
        entry = shot.entry or (start(screen) if screen else Entry())
        visit = Visit(screen, settings, sheet=shot.sheet, entry=entry)
        image = camera.take(Glass(visit, PANELS["portrait"], world, NOW))
        flat = image.quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        path = folder / f"{shot.name}.png"
        flat.save(path, optimize=True)
        print(f"{path}: {path.stat().st_size // 1024} KB")


SHOTS: tuple[Shot, ...] = (
    Shot("1-welcome", sheet="welcome"),
    Shot("2-home", what="menu"),
    Shot("3-choice", "LAPOR_JALAN", "damage"),
    Shot("4-nik", "KTP_HILANG", "nik", entry=Entry("317504650851")),
    Shot("5-date", "KTP_HILANG", "lost_on", entry=Entry("", "month", (("year", "2026"),))),
    Shot("6-check", "KTP_HILANG", "check"),
    Shot("7-receipt", "LAPOR_JALAN", "receipt", "sent"),
    Shot("8-emergency-dark", "LAPOR_JALAN", "damage", "emergency", "XL", "dark"),
)

if __name__ == "__main__":
    sys.exit(main())
