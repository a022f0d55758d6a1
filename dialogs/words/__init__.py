"""Words of four languages and Betawi, as data: yes and no, commands, numbers, emergencies.

The YAML files beside this one list them by language; Betawi stands under `id`. All languages are
heard in every talk, whatever language the screen is in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, product
from typing import Any

from dialogs.words import asking, money, people
from dialogs.words import repair as repairing
from dialogs.words.asking import Asking
from dialogs.words.dates import DateWords
from dialogs.words.dates import build as build_dates
from dialogs.words.elsewhere import Elsewhere
from dialogs.words.elsewhere import build as build_elsewhere
from dialogs.words.letters import Letters
from dialogs.words.letters import build as build_letters
from dialogs.words.money import MoneyWords
from dialogs.words.people import PeopleWords
from dialogs.words.phrases import GAP, Phrases, compiled
from dialogs.words.repair import Repair
from dialogs.words.tidy import Said, clean, head, plain, tidy, without_tags

__all__ = [
    "GAP",
    "Phrases",
    "Said",
    "Words",
    "build",
    "clean",
    "head",
    "plain",
    "tidy",
    "without_tags",
]


@dataclass(frozen=True, slots=True)
class Words:
    """Lookups over plain text (see `plain`), all languages together.

    `commands`: utterance → command name (an event's name, "language:jv" for a language).
    `yes_no`: utterance → "yes" | "no" | "hedge" (a hedge is never a yes).
    `echoes`: utterance that repeats the question's verb ("sudah", "belum") → "yes" | "no".
    `openings`: first word of a longer answer → "yes" | "no", unless one of `oaths` follows it;
    `echo_openings`: the same of words that repeat a verb.
    `hedges`: those of more words that may begin a longer one ("seingat saya sudah").
    `answers`: utterance → "unknown" | "none" | "skipped".
    `numbers`: word → value that stands for itself; `teens` add ten to the unit before them,
    `scales` multiply it; `twice` and `thrice` repeat the digit after them; `joins` mean nothing.
    `point`, `half`, `minus`: parts of a number ("koma", "setengah", "minus"); `between`: words that
    join two choices ("dan"), `upto` from one to another ("sampai"); `every`: all of them ("semua").
    `ordinals`: "yang pertama", "nomor dua", "dua" … → 1-based index; -1 is the last.
    `months`: → 1..12. `dates`: all words of dates; `date_about`: those that say "roughly".
    `emergency`, `not_emergency`: phrases. `emergency_long` are single words in which one wrong
    letter is forgiven; no phrase of `not_emergency` reaches across a word of `emergency_now`.
    `repair`: words of corrections, questions, feelings and terms.
    `elsewhere`: names of what others do.
    `requirements`: asking what has to be brought along.
    `finished`: utterance → "confirm" | "reopen", of a request that was closed.
    `letters`: how letters are spelled aloud.
    `openers`, `fillers`: words before and after an utterance that mean nothing.
    `lead_ins`, `name_titles`, `name_particles`, `name_closers`: around names; a title is written
    as its value. `not_names`: words that seldom stand in one.
    `greetings`: utterance → language and reply; `tongues`: language → words of it alone.
    `photo`: talk about a picture that is no picture; `no_location`: no point can be sent.
    `here`, `spellings`, `cities`, `place_marks`, `place_leads`, `landmarks`: around places.
    """

    commands: Mapping[str, str]
    yes_no: Mapping[str, str]
    answers: Mapping[str, str]
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    months: Mapping[str, int]
    dates: DateWords
    emergency: Phrases
    repair: Repair
    requirements: Asking
    emergency_long: tuple[str, ...] = ()
    emergency_now: frozenset[str] = frozenset()
    not_emergency: Phrases = field(default_factory=dict)
    fillers: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    echoes: Mapping[str, str] = field(default_factory=dict)
    openings: Mapping[str, str] = field(default_factory=dict)
    oaths: frozenset[str] = frozenset()
    hedges: tuple[str, ...] = ()
    echo_openings: Mapping[str, str] = field(default_factory=dict)
    teens: frozenset[str] = frozenset()
    scales: Mapping[str, int] = field(default_factory=dict)
    twice: frozenset[str] = frozenset()
    thrice: frozenset[str] = frozenset()
    joins: frozenset[str] = frozenset()
    point: frozenset[str] = frozenset()
    half: frozenset[str] = frozenset()
    minus: frozenset[str] = frozenset()
    between: frozenset[str] = frozenset()
    upto: frozenset[str] = frozenset()
    every: frozenset[str] = frozenset()
    date_about: frozenset[str] = frozenset()
    lead_ins: tuple[str, ...] = ()
    name_titles: Mapping[str, str] = field(default_factory=dict)
    name_particles: frozenset[str] = frozenset()
    name_closers: frozenset[str] = frozenset()
    not_names: frozenset[str] = frozenset()
    here: frozenset[str] = frozenset()
    spellings: Mapping[str, str] = field(default_factory=dict)
    cities: frozenset[str] = frozenset()
    place_marks: frozenset[str] = frozenset()
    district_marks: frozenset[str] = frozenset()
    place_leads: tuple[str, ...] = ()
    landmarks: frozenset[str] = frozenset()
    before_places: frozenset[str] = frozenset()
    everyday_places: frozenset[str] = frozenset()
    money: MoneyWords = field(default_factory=MoneyWords)
    people: PeopleWords = field(default_factory=PeopleWords)
    elsewhere: Elsewhere = field(default_factory=Elsewhere)
    finished: Mapping[str, str] = field(default_factory=dict)
    letters: Letters = field(default_factory=Letters)
    photo: frozenset[str] = frozenset()
    no_location: frozenset[str] = frozenset()
    greetings: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    tongues: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def command(self, text: str) -> str | None:
        """The command a whole utterance is, with or without words around it that mean nothing."""
        return self._look_up(self.commands, text)

    def closing(self, text: str) -> str | None:
        """Says "confirm" or "reopen" of what is said to "is it done?"."""
        return self._look_up(self.finished, text)

    def answer(self, text: str) -> str | None:
        """Says "unknown", "none" or "skipped" when the utterance says that there is no answer."""
        return self._look_up(self.answers, text)

    def agreed(self, text: str) -> str | None:
        """Says "yes", "no" or "hedge" of an utterance, also of a row ("iya betul", "bukan ya")."""
        words = plain(text)
        tokens = words.split()
        if self.oaths.intersection(tokens[1:]):  # "ya ampun", but "insya allah"
            return self.yes_no.get(words)
        found = self._look_up(self.yes_no, text)
        if found or len(tokens) > 5:
            return found
        said = [self.yes_no.get(token) for token in tokens if token not in self.fillers]
        if not said or None in said:
            return None
        # "tidak setuju" refuses; "ya tidak" and "bukan kayaknya" are not clear.
        clear = len(set(said)) == 1 or (said[0] == "no" and "hedge" not in said)
        return said[0] if clear else "hedge"

    def echoed(self, text: str) -> str | None:
        """Says "yes" or "no" when it repeats the verb of a question ("sudah", "belum"), "hedge"
        when it is not sure of it ("kayaknya sudah")."""
        found = self._look_up(self.echoes, text)
        tokens = plain(text).split() if found is None else []
        if not 1 < len(tokens) <= 5 or self.oaths.intersection(tokens):
            return found
        words = " ".join(tokens)
        if any(words.startswith(f"{phrase} ") for phrase in self.hedges):
            return "hedge"
        said = [
            self.yes_no.get(token) or self.echoes.get(token)
            for token in tokens
            if token not in self.fillers
        ]
        if not said or None in said:
            return None
        clear = len(set(said)) == 1 or (said[0] == "no" and "hedge" not in said)
        return said[0] if clear else "hedge"

    def _look_up(self, table: Mapping[str, str], text: str) -> str | None:
        for form in self.cores(text):
            if form in table:
                return table[form]
        return None

    def cores(self, text: str) -> Iterator[str]:
        """The plain text, then without the words at its ends that mean nothing."""
        words = plain(text)
        yield words
        if len(words) > 80:
            return
        tokens = words.split()
        while len(tokens) > 1 and tokens[-1] in self.fillers:
            tokens.pop()
            yield " ".join(tokens)
        while len(tokens) > 1 and tokens[0] in self.openers:
            del tokens[0]
            yield " ".join(tokens)


def build(files: Mapping[str, Any]) -> Words:
    """Compile the parsed YAML files of this folder, by file stem. Pure."""
    numbers, dates = files["numbers"], files["dates"]
    places, names = files["places"], files["names"]
    yes_no, several = files["yes_no"], files["several"]
    values = {word: int(value) for word, value in _flat(numbers["values"]).items()}
    emergency = files["emergency"]
    alarm = compiled(_every(emergency["phrases"]), emergency["sets"])
    agreed = _flat({name: yes_no[name] for name in ("hedge", "no", "yes")})
    return Words(
        commands=_flat(files["commands"]),
        yes_no=agreed,
        hedges=tuple(word for word, said in agreed.items() if said == "hedge" and " " in word),
        echoes=_flat(yes_no["echo"]),
        openings=_flat(yes_no["opening"]),
        oaths=_set(yes_no["oaths"]),
        echo_openings=_flat(yes_no["echo_opening"]),
        answers=_flat(files["answers"]),
        numbers=values,
        teens=_set(numbers["teens"]),
        scales={word: int(value) for word, value in _flat(numbers["scales"]).items()},
        twice=_set(numbers["twice"]),
        thrice=_set(numbers["thrice"]),
        joins=_set(numbers["joins"]),
        point=_set(_every(numbers["point"])),
        half=_set(_every(numbers["half"])),
        minus=_set(_every(numbers["minus"])),
        between=_set(_every(several["between"])),
        upto=_set(_every(several["upto"])),
        every=_set(_every(several["every"])),
        ordinals=_ordinals(numbers, values),
        months={word: int(month) for word, month in _flat(dates["months"]).items()},
        dates=build_dates(dates),
        date_about=_set(chain.from_iterable(dates["about"])),
        emergency=alarm,
        repair=repairing.build(files),
        requirements=asking.build(files["requirements"], _phrases),
        emergency_long=tuple(word for word in alarm if () in alarm[word] and len(word) >= 9),
        emergency_now=_set(emergency["now"]),
        not_emergency=compiled(_every(emergency["guards"]), emergency["sets"]),
        fillers=_set(_every(files["fillers"]["closers"])),
        openers=_set(_every(files["fillers"]["openers"])),
        lead_ins=_longest_first(_every(names["lead_ins"])),
        name_titles={plain(title): str(written) for title, written in names["titles"].items()},
        name_particles=_set(names["particles"]),
        name_closers=_set(names["closers"]),
        not_names=_set(names["not_names"]),
        here=_set(places["here"]),
        spellings={plain(short): plain(full) for short, full in places["spellings"].items()},
        cities=_set(places["cities"]),
        place_marks=_set(places["markers"]),
        district_marks=_set(places["districts"]),
        place_leads=_longest_first(places["lead_ins"]),
        landmarks=_set(places["landmarks"]),
        before_places=_set(places["before"]),
        everyday_places=_set(places["everyday"]),
        money=money.build(files["money"]),
        people=people.build(files["people"]),
        elsewhere=build_elsewhere(files["elsewhere"]),
        finished=_flat(files["finished"]),
        letters=build_letters(files["letters"]),
        photo=_set(_every(files["photos"]["meant"])),
        no_location=_set(_every(files["photos"]["no_location"])),
        greetings={
            plain(said): (language, str(reply))
            for language, pairs in files["greetings"]["greetings"].items()
            for said, reply in pairs.items()
        },
        tongues=_tongues(files["greetings"]["tongues"]),
    )


def _tongues(by_language: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """The words of each language that no other one has."""
    sets = {language: _set(words) for language, words in by_language.items()}
    return {
        language: own - frozenset(chain.from_iterable(sets[o] for o in sets if o != language))
        for language, own in sets.items()
    }


def _every(by_language: Mapping[str, Any]) -> Iterator[str]:
    for phrases in by_language.values():
        yield from phrases


def _flat(table: Mapping[Any, Mapping[str, Any]]) -> dict[str, str]:
    """{meaning: {language: [words]}} → {word: meaning}; a meaning further up wins."""
    out: dict[str, str] = {}
    for meaning, by_language in table.items():
        for phrase in _every(by_language):
            out.setdefault(plain(str(phrase)), str(meaning))
    return out


def _set(phrases: Any) -> frozenset[str]:
    return frozenset(plain(str(phrase)) for phrase in phrases)


def _longest_first(phrases: Any) -> tuple[str, ...]:
    return tuple(sorted({tidy(phrase) for phrase in phrases}, key=lambda one: (-len(one), one)))


def _ordinals(numbers: Mapping[str, Any], values: Mapping[str, int]) -> dict[str, int]:
    """Every way to say which one: "dua", "2", "nomor dua", "yang kedua", "the second one"."""
    bare = {word: value for word, value in values.items() if 0 < value <= 20}
    bare |= {str(value): value for value in range(1, 100)}  # cities list up to that many
    bare |= {word: int(index) for word, index in _flat(numbers["ordinals"]).items()}
    leads = _set(numbers["ordinal_leads"])
    led = {f"{lead} {word}": index for lead, (word, index) in product(leads, bare.items())}
    return led | bare


def _phrases(by_language: Mapping[str, Any], sets: Mapping[str, Any]) -> Phrases:
    return compiled(_every(by_language), sets)
