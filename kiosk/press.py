"""What a press does to a visit: one small handler an act. Pure."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from dialogs.contract import event as events
from dialogs.contract.event import Change, Choose, Inbound, Language, Officer
from dialogs.contract.screen import Screen
from kiosk.glass import Glass
from kiosk.idle import ended
from kiosk.pads import entry_of, pad_of, start, with_entry
from kiosk.scene import Act
from kiosk.visit import (
    Begin,
    End,
    Entry,
    Pressed,
    Print,
    Send,
    Settings,
    Speak,
    TakeUp,
    Visit,
)

# Commands that a screen's actions name.
COMMANDS: dict[str, Callable[[], Inbound]] = {
    "back": events.Back,
    "explain": events.Explain,
    "simpler": events.Simpler,
    "skip": events.Skip,
    "requirements": events.Requirements,
    "save": events.Save,
    "withdraw": events.Withdraw,
    "cancel": events.Cancel,
    "menu": events.Menu,
}


def press(glass: Glass, act: Act) -> Pressed:
    """The visit after `act`, and what is to be done outside. While an event is under way only the
    kiosk's own sheets react."""
    handler = _HANDLERS.get(act.name)
    if handler is not None:
        return handler(glass, act)
    return _typed(glass, act)


def answered(visit: Visit, screen: Screen) -> Visit:
    """The visit when the talk has answered with `screen`: a new screen begins on its first page
    with an empty pad; the same one again keeps both."""
    before = visit.screen
    language = visit.settings._replace(language=screen.language)
    if before is not None and before.turn == screen.turn:
        return visit._replace(screen=screen, busy=False, settings=language)
    return visit._replace(
        screen=screen, busy=False, page=0, entry=start(screen), written=Entry(), sheet="",
        refused="", focus="", settings=language,
    )  # fmt: skip


def refused(visit: Visit, why: str) -> Visit:
    """A code led nowhere: its sheet stays open and says why (a text id); what was typed is kept."""
    return visit._replace(sheet="code", busy=False, refused=why)


def _typed(glass: Glass, act: Act) -> Pressed:
    visit, pad = glass.visit, pad_of(glass)
    if pad is None or visit.busy:
        return visit, ()
    entry = entry_of(visit)
    typed = pad.press(glass, entry, act)
    if typed is None:
        return visit, ()
    if isinstance(typed, Entry):
        page = visit.page if typed.step == entry.step else 0
        return with_entry(visit, typed)._replace(page=page), ()
    if isinstance(typed, TakeUp):
        return visit._replace(busy=True), (typed,)
    return _send(glass, typed)


def _send(glass: Glass, event: Inbound) -> Pressed:
    visit = glass.visit
    if visit.busy or visit.screen is None:
        return visit, ()
    on = replace(event, on=visit.screen.turn)
    return visit._replace(busy=True, sheet=""), (Send(on),)


def _choose(glass: Glass, act: Act) -> Pressed:
    return _send(glass, Choose(option=act.on))


def _event(glass: Glass, act: Act) -> Pressed:
    return _send(glass, COMMANDS[act.on]())


def _change(glass: Glass, act: Act) -> Pressed:
    return _send(glass, Change(question=act.on))


def _page(glass: Glass, act: Act) -> Pressed:
    return glass.visit._replace(page=max(0, int(act.on))), ()


def _sheet(glass: Glass, act: Act) -> Pressed:
    return glass.visit._replace(sheet=act.on, page=0, seconds_left=0), ()


def _toggle(name: str) -> Callable[[Glass, Act], Pressed]:
    def toggle(glass: Glass, act: Act) -> Pressed:
        """The sheet, or the screen again where the sheet is open already."""
        visit = glass.visit
        away = "welcome" if visit.screen is None else ""
        return visit._replace(sheet=away if visit.sheet == name else name, page=0), ()

    return toggle


def _back(glass: Glass, act: Act) -> Pressed:
    visit = glass.visit
    if visit.sheet not in ("", "welcome"):
        return visit._replace(sheet="welcome" if visit.screen is None else "", page=0), ()
    if visit.page:
        return visit._replace(page=visit.page - 1), ()
    pad = pad_of(glass) if visit.entry.step else None
    if pad is not None:
        return visit._replace(entry=pad.back(visit.entry)), ()
    return _send(glass, events.Back())


def _officer(glass: Glass, act: Act) -> Pressed:
    visit = glass.visit
    if visit.screen is None and not visit.busy:
        # Nobody has begun yet: a visit, and help at once.
        begun = visit._replace(sheet="welcome", busy=True)
        return begun, (Begin(visit.settings.language), Send(Officer()))
    return _send(glass, Officer())


def _listen(glass: Glass, act: Act) -> Pressed:
    return glass.visit, (Speak(),)


def _print(glass: Glass, act: Act) -> Pressed:
    return glass.visit, (Print(),)


def _begin(glass: Glass, act: Act) -> Pressed:
    if glass.visit.busy:
        return glass.visit, ()
    settings = glass.visit.settings._replace(language=act.on)
    return glass.visit._replace(settings=settings, sheet="welcome", busy=True), (Begin(act.on),)


def _language(glass: Glass, act: Act) -> Pressed:
    visit = glass.visit
    visit = visit._replace(settings=visit.settings._replace(language=act.on))
    if visit.screen is None:
        return visit._replace(sheet="welcome"), ()
    return _send(glass._replace(visit=visit), Language(code=act.on))


def _setting(glass: Glass, act: Act) -> Pressed:
    value: object = act.on == "yes" if act.name == "low" else act.on
    settings = Settings(**{**glass.visit.settings._asdict(), act.name: value})
    return glass.visit._replace(settings=settings, page=0), ()


def _end(glass: Glass, act: Act) -> Pressed:
    return ended(glass.visit), (End(),)


_HANDLERS: dict[str, Callable[[Glass, Act], Pressed]] = {
    "choose": _choose,
    "event": _event,
    "change": _change,
    "page": _page,
    "sheet": _sheet,
    "bar.back": _back,
    "bar.listen": _listen,
    "bar.language": _toggle("language"),
    "bar.display": _toggle("display"),
    "bar.officer": _officer,
    "head.more": _toggle("more"),
    "head.cover": _toggle("cover"),
    "begin": _begin,
    "print": _print,
    "language": _language,
    "size": _setting,
    "theme": _setting,
    "low": _setting,
    "end": _end,
}
