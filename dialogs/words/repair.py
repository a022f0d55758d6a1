"""Words of repair, compiled: corrections, what is heard in passing, questions, feelings, terms.

The YAML files of the same names say what each list is for. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dialogs.words.phrases import Phrases, compiled
from dialogs.words.tidy import plain

if TYPE_CHECKING:
    from dialogs.journey import Journey

Phrase = tuple[str, ...]  # the words of one


@dataclass(frozen=True, slots=True)
class Corrections:
    """`signs`: any word by which a text may be a correction at all. `parts`: word → kind, part;
    `kinds`: phrase → kind. All phrases longest first."""

    signs: frozenset[str]
    strong: tuple[Phrase, ...]
    weak: tuple[Phrase, ...]
    hints: frozenset[Phrase]
    closings: tuple[Phrase, ...]
    taken_back: frozenset[Phrase]
    against: tuple[Phrase, ...]
    but: tuple[Phrase, ...]
    should: tuple[Phrase, ...]
    parts: Mapping[str, tuple[tuple[str, str], ...]]
    kinds: Mapping[Phrase, str]
    around: frozenset[str]
    endings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """Around a value inside a longer sentence."""

    labels: frozenset[str]
    denied: frozenset[str]
    ends: frozenset[str]
    home: frozenset[str]
    place_leads: frozenset[str]
    no_place: frozenset[str]
    asks: frozenset[str]


@dataclass(frozen=True, slots=True)
class Questions:
    """`asked`: utterance → topic. `tells`, `menu`: topic → what answers it."""

    asked: Mapping[str, str]
    tells: Mapping[str, tuple[str, ...]]
    menu: Mapping[str, tuple[str, ...]]

    def told(self, topic: str, journey: Journey) -> tuple[str, ...]:
        """Text ids; `guide.fee` is that of the service under way, `sent` where it stands."""
        guide = journey.guide
        if guide is None:
            return self.menu[topic]
        if topic == "sent" and journey.outcome is not None and journey.outcome.status:
            return (f"receipt.status.{journey.outcome.status}",)
        if topic == "cancel" and journey.stage == "receipt":
            return ("asked.after_sent",)
        named = {"sent": "asked.not_sent", "guide.fee": guide.fee}
        named |= {"guide.time": guide.time, "guide.office": guide.office}
        return tuple(named.get(id, id) for id in self.tells[topic])


@dataclass(frozen=True, slots=True)
class Moods:
    """`distress`: whole utterances; `despair`, `guards`: phrases inside a text; `insults`: phrases
    by their first word, longest first."""

    distress: frozenset[str]
    around: frozenset[str]
    despair: Phrases
    guards: Phrases
    insults: Phrases
    insulting_around: frozenset[str]


@dataclass(frozen=True, slots=True)
class Terms:
    """`names`: what a term is called → its id. `ask`: words that ask what it is; `noise`: words
    that may stand around; `shapes`: whole phrases that ask for any word at all."""

    names: Mapping[str, str]
    ask: frozenset[str]
    noise: frozenset[str]
    why: frozenset[str]
    before: tuple[Phrase, ...]
    after: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Repair:
    corrections: Corrections
    heard: Heard
    questions: Questions
    moods: Moods
    terms: Terms
    signs: frozenset[str]  # without one of these words a text is none of all this


def build(files: Mapping[str, Any]) -> Repair:
    """From the parsed files by stem."""
    corrections, questions = _corrections(files["corrections"]), _questions(files["questions"])
    moods, terms = _moods(files["moods"]), _terms(files["glossary"])
    whole = (*questions.asked, *moods.distress)
    asking = (phrase[0] for phrase in (*terms.before, *terms.after))
    return Repair(
        corrections,
        Heard(**{name: frozenset(map(str, words)) for name, words in files["heard"].items()}),
        questions,
        moods,
        terms,
        frozenset(max(said.split(), key=len) for said in whole)
        | frozenset((*corrections.signs, *moods.insults, *terms.ask, *asking)),
    )


def _corrections(data: Mapping[str, Any]) -> Corrections:
    lists = {
        name: _longest_first(_every(data[name]))
        for name in ("strong", "weak", "closings", "against", "but", "should")
    }
    parts: dict[str, list[tuple[str, str]]] = {}
    for kind, named in data["parts"].items():
        for part, words in named.items():
            for word in words:
                parts.setdefault(plain(word), []).append((kind, part))
    kinds = {tuple(plain(word).split()): kind for kind, ws in data["kinds"].items() for word in ws}
    taken_back = frozenset(tuple(plain(phrase).split()) for phrase in data["taken_back"])
    hints = frozenset(tuple(plain(phrase).split()) for phrase in data["hints"])
    signing = (*hints, *lists["strong"], *lists["against"], *lists["should"], *taken_back)
    return Corrections(
        signs=frozenset(max(phrase, key=len) for phrase in signing),
        taken_back=taken_back,
        hints=hints,
        parts={word: tuple(dict.fromkeys(ways)) for word, ways in parts.items()},
        kinds=kinds,
        around=frozenset(map(plain, data["around"])),
        endings=tuple(data["endings"]),
        **lists,
    )


def _questions(data: Mapping[str, Any]) -> Questions:
    return Questions(
        asked={
            plain(phrase): topic for topic, one in data.items() for phrase in _every(one["asked"])
        },
        tells={topic: tuple(one["tells"]) for topic, one in data.items()},
        menu={topic: tuple(one["menu"]) for topic, one in data.items()},
    )


def _moods(data: Mapping[str, Any]) -> Moods:
    return Moods(
        distress=frozenset(map(plain, _every(data["distress"]["whole"]))),
        around=frozenset(word for phrase in data["around"] for word in plain(phrase).split()),
        despair=compiled(_every(data["despair"]["inside"]), {}),
        guards=compiled(data["despair"]["guards"], {}),
        insults=compiled(_every(data["insult"]["words"]), {}),
        insulting_around=frozenset(
            word for phrase in data["insult"]["around"] for word in plain(phrase).split()
        ),
    )


def _terms(data: Mapping[str, Any]) -> Terms:
    names = {plain(name): id for id, term in data["terms"].items() for name in (id, *term["names"])}
    asking = data["asking"]
    return Terms(
        names=names,
        ask=frozenset(map(plain, asking["words"])),
        noise=frozenset(map(plain, asking["noise"])),
        why=frozenset(map(plain, asking["why"])),
        before=_longest_first(asking["before"]),
        after=_longest_first(asking["after"]),
    )


def _every(by_language: Mapping[str, Iterable[str]]) -> Iterator[str]:
    for phrases in by_language.values():
        yield from phrases


def _longest_first(phrases: Iterable[str]) -> tuple[Phrase, ...]:
    found = {tuple(plain(str(phrase)).split()) for phrase in phrases}
    return tuple(sorted(found, key=lambda one: (-len(one), one)))
