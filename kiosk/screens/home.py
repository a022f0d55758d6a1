"""Home: all doors at one glance, two in a row; telling one's need first, help in danger last."""

from __future__ import annotations

from dialogs.contract.screen import Option
from kiosk.blocks import Block, Columns, Row
from kiosk.buttons import Caption
from kiosk.glass import Glass
from kiosk.layout import Plan
from kiosk.options import option_row
from kiosk.pictures import sign_of
from kiosk.scene import Act
from kiosk.screens.talk import body_of, name_of


def plan(glass: Glass) -> Plan:
    screen = glass.screen
    urgent = glass.world.emergency
    code = Row(
        "code", Caption(glass.text("kiosk.code"), None, "ticket"), Act("sheet", "code"), "tile"
    )
    doors = [*(_door(glass, one) for one in screen.options if one.id != urgent), code]
    if glass.grid.portrait or len(doors) > 4:
        pairs: list[Block] = [
            Columns(tuple(doors[at : at + 2]), 2 if len(doors) > 1 else 1)
            for at in range(0, len(doors), 2)
        ]
    else:
        pairs = list(doors)
    tell = Caption(glass.text("kiosk.tell"), glass.text("kiosk.tell_example"), "tell")
    answers: list[Block] = [
        Row("tell", tell, Act("sheet", "tell"), "main"),
        *pairs,
    ]
    answers += [option_row(glass, one) for one in screen.options if one.id == urgent]
    return Plan(tuple(body_of(glass)), tuple(answers), short=name_of(glass))


def _door(glass: Glass, option: Option) -> Row:
    icon = sign_of(option.id, option.icon)
    return Row(
        f"option.{option.id}",
        Caption(option.label, option.hint, icon),
        Act("choose", option.id),
        "tile",
    )
