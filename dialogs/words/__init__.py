"""Words of four languages and Betawi, as data: yes and no, commands, numbers, emergencies.

The YAML files beside this one list them by language; Betawi stands under `id`. All languages are
heard in every talk, whatever language the screen is in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Lookups over tidied text (see `tidy`), all languages together.

    `commands`: utterance → command name (an event's name, "language:jv" for a language).
    `yes_no`: utterance → "yes" | "no" | "hedge" (a hedge is never a yes).
    `answers`: utterance → "unknown" | "none" | "skipped".
    `numbers`: word → value 0..19, tens, and multipliers, as in numbers.yaml.
    `ordinals`: "yang pertama", "nomor dua" … → 1-based index.
    `emergency`: phrases; one is enough.
    """

    commands: Mapping[str, str]
    yes_no: Mapping[str, str]
    answers: Mapping[str, str]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    months: Mapping[str, int]
    emergency: tuple[str, ...]
    not_emergency: tuple[str, ...] = ()
    fillers: frozenset[str] = frozenset()
