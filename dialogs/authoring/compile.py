"""Parsed files → compiled guides. Every fault names file, line and cure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from dialogs.authoring.faults import meant
from dialogs.authoring.private_texts import QUESTION_TEXTS, private_texts
from dialogs.authoring.sending import sending
from dialogs.authoring.source import GuideError, Source, short
from dialogs.authoring.when import condition, name_known
from dialogs.doubts import Doubt
from dialogs.guide import (
    NOT_FOR_YOU,
    Basis,
    Choice,
    Guide,
    LifeEvent,
    Line,
    Question,
    Stop,
)
from dialogs.texts import Template, TemplateError
from dialogs.words.phrases import Phrases, compiled

_SLOT = re.compile(r"\{\w+\}")
WITH_CHOICES = ("choice", "several")
PRIVATE = ("condolence",)  # what begins the ids of texts that tell of a death


@dataclass(frozen=True, slots=True)
class Located:
    """A text in Indonesian and where it stands; a `private` one is not said aloud."""

    text: str
    file: Path
    line: int
    private: bool = False


@dataclass(slots=True)
class Compiler:
    """Collects texts while it compiles; `texts` is what gettext extracts,
    `shared` the shared questions as they are written."""

    texts: dict[str, Located] = field(default_factory=dict)
    shared: dict[str, dict[str, Any]] = field(default_factory=dict)

    def add_text(self, id: str, text: str, source: Source, *at: str | int) -> str:
        """Registers a text. Raises GuideError where its marks do not close or its id is taken."""
        try:
            Template(id, text)
        except TemplateError as error:
            cure = "Close every [ with a ] in the same sentence"
            raise source.error(at, str(error), cure) from error
        if set(_SLOT.sub("", text)) & set("{}"):
            raise source.error(at, "a { or } that marks no slot", "Write a slot as {you}")
        if id in self.texts:
            taken = self.texts[id]
            cure = f"It is in {short(taken.file)}:{taken.line} already; use another id"
            raise source.error(at, f"the text “{id}” stands twice", cure)
        self.texts[id] = Located(text, source.file, source.line(*at))
        return id

    def add_texts(self, source: Source, texts: Mapping[str, str]) -> None:
        for id, text in texts.items():
            self.add_text(id, text, source, id)
        self._hush(id for id in texts if id.partition(".")[0] in PRIVATE)

    def _hush(self, ids: Iterable[str]) -> None:
        """These texts tell of illness, poverty or death."""
        for id in ids:
            self.texts[id] = replace(self.texts[id], private=True)

    def add_questions(self, source: Source) -> None:
        source.validate("questions")
        for id, data in source.data.items():
            if id in self.shared:
                raise source.error(
                    (id,),
                    f"the question “{id}” stands in two files",
                    "Give one of them another name",
                )
            self.shared[id] = data
            self._question_texts(f"questions.{id}", data, source, id)

    def _question_texts(
        self, prefix: str, data: Mapping[str, Any], source: Source, *at: str | int
    ) -> dict[str, str]:
        """Registers the texts a question block writes out; returns part → text id."""
        ids = {
            part: self.add_text(f"{prefix}.{part}", data[part], source, *at, part)
            for part in QUESTION_TEXTS
            if part in data
        }
        for said, label in data.get("labels", {}).items():
            part = f"labels.{said}"
            ids[part] = self.add_text(f"{prefix}.{part}", label, source, *at, "labels", said)
        seen: set[str] = set()
        for number, choice in enumerate(data.get("choices", ())):
            id, place = choice["id"], (*at, "choices", number, "label")
            if id in seen:
                cure = "Give one of them another id"
                raise source.error(place, f"two choices are called “{id}”", cure)
            seen.add(id)
            self.add_text(f"{prefix}.choice.{id}", choice["label"], source, *place)
        return ids

    def guide(self, source: Source) -> Guide:
        source.validate("guide")
        data = source.data
        code = data["code"]
        _named_after_code(source)
        resolved = [
            self._resolve(source, number, code) for number in range(len(data.get("questions", ())))
        ]
        questions = self._questions(source, resolved)
        text = {
            part: self.add_text(f"{code}.{part}", data[part], source, part)
            for part in ("title", "act", "fee", "time", "office", "proxy")
            if part in data
        }
        guide = Guide(
            code=code,
            version=_version(questions),
            group=data["group"],
            title=text["title"],
            completion=data["completion"],
            fee=text["fee"],
            act=text.get("act"),
            time=text["time"],
            office=text["office"],
            questions=questions,
            documents=self._lines(source, "documents", questions),
            steps=self._lines(source, "steps", questions),
            sending=sending(source, questions),
            contradictions=self._contradictions(source, questions),
            synonyms=_words(data.get("synonyms", {})),
            icon=data.get("icon", ""),
            emergency=data.get("emergency", False),
            basis=_basis(data),
            proxy=text.get("proxy"),
            opens=data.get("opens", ""),
            eligibility=self._lines(source, "eligibility", questions),
            instead=tuple(data.get("instead", ())),
            stops=self._stops(source, questions),
            two_hands=data.get("two_hands", False),
            condolence=data.get("condolence", False),
            private=data.get("private", False),
        )
        self._hush(private_texts(guide))
        return guide

    def _resolve(
        self, source: Source, number: int, code: str
    ) -> tuple[dict[str, Any], dict[str, str]]:
        """One entry of `questions:` with what it takes from a shared one, and its text ids."""
        own = source.data["questions"][number]
        at = ("questions", number)
        if "use" not in own:
            return own, self._question_texts(f"{code}.{own['id']}", own, source, *at)
        name = own["use"]
        if name not in self.shared:
            cure = meant(name, self.shared, "They stand in dialogs/questions/")
            raise source.error((*at, "use"), f"there is no shared question “{name}”", cure)
        shared = self.shared[name]
        id = own.get("id", name)
        ids = {part: f"questions.{name}.{part}" for part in QUESTION_TEXTS if part in shared}
        ids |= {f"labels.{said}": f"questions.{name}.labels.{said}" for said in _labels(shared)}
        ids |= self._question_texts(f"{code}.{id}", own, source, *at)
        choices = {
            f"choice.{choice['id']}": f"questions.{name}.choice.{choice['id']}"
            for choice in shared.get("choices", ())
            if "choices" not in own
        }
        # A shared question is kept under its own name whatever the guide calls it.
        return {"field": name, **shared, **own, "id": id}, ids | choices

    def _questions(
        self, source: Source, resolved: Iterable[tuple[dict[str, Any], dict[str, str]]]
    ) -> tuple[Question, ...]:
        questions: dict[str, Question] = {}
        code, hushed = source.data["code"], source.data.get("private", False)
        for number, (data, ids) in enumerate(resolved):
            at = ("questions", number)
            if data["id"] in questions:
                raise source.error(
                    at,
                    f"the question “{data['id']}” stands twice in this guide",
                    "Give one of them another id",
                )
            _choices_fit(source, data, *at)
            if "labels" in data and data["kind"] != "yes_no":
                raise source.error(
                    (*at, "labels"), "labels belong to kind: yes_no", "Remove “labels:”"
                )
            choices = tuple(
                Choice(
                    id=choice["id"],
                    label=ids.get(
                        f"choice.{choice['id']}", f"{code}.{data['id']}.choice.{choice['id']}"
                    ),
                    icon=choice.get("icon", ""),
                    words=_words(choice.get("words", {})),
                    private=choice.get("private", False),
                )
                for choice in data.get("choices", ())
            )
            questions[data["id"]] = Question(
                id=data["id"],
                kind=data["kind"],
                of=data.get("of", "service"),
                field=data.get("field", data["id"]),
                choices=choices,
                when=condition(source, data.get("when"), questions, *at, "when"),
                optional=data.get("optional", False),
                sensitive=data.get("sensitive", False),
                labels={said: ids[f"labels.{said}"] for said in _labels(data)},
                limits=data.get("limits", {}),
                heard=_heard(source, data, *at),
                was=tuple(data.get("was", ())),
                private=data.get("private", hushed and "use" not in data),
                **{part: ids.get(part) for part in QUESTION_TEXTS},  # type: ignore[arg-type]
            )
        return tuple(questions.values())

    def _lines(
        self, source: Source, part: str, questions: Iterable[Question], *inside: str | int
    ) -> tuple[Line, ...]:
        """The lines of a part; `inside` is the place of the entry that holds it."""
        known = {question.id: question for question in questions}
        holder: Any = source.data
        for place in inside:
            holder = holder[place]
        prefix = ".".join(map(str, (source.data["code"], *inside, part)))
        lines = []
        for number, line in enumerate(holder.get(part, ())):
            id, at = f"{prefix}.{number}", (*inside, part, number)
            text = self.add_text(id, line["text"], source, *at, "text")
            when = condition(source, line.get("when"), known, *at, "when")
            case, have = None, None
            if "case" in line:
                case = self.add_text(f"{id}.case", line["case"], source, *at, "case")
            if "have" in line:
                have = condition(source, line["have"], known, *at, "have")
            sure = line.get("confidence") != "low"
            lines.append(Line(text, when, line["source"], line["checked"], case, have, sure))
        return tuple(lines)

    def _stops(self, source: Source, questions: Iterable[Question]) -> tuple[Stop, ...]:
        known = {question.id: question for question in questions}
        stops = []
        for number, stop in enumerate(source.data.get("stops", ())):
            at = ("stops", number)
            id = f"{source.data['code']}.stops.{number}"
            stops.append(
                Stop(
                    text=self.add_text(id, stop["text"], source, *at, "text"),
                    when=condition(source, stop["when"], known, *at, "when"),
                    heading=self._heading(source, stop, id, *at),
                    instead=tuple(stop.get("instead", ())),
                    documents=self._lines(source, "documents", questions, *at),
                    source=stop["source"],
                    checked=stop["checked"],
                )
            )
        return tuple(stops)

    def _heading(self, source: Source, stop: Mapping[str, Any], id: str, *at: str | int) -> str:
        """A stop's own heading, where "Belum cocok" would be too cold."""
        if "heading" not in stop:
            return NOT_FOR_YOU
        return self.add_text(f"{id}.heading", stop["heading"], source, *at, "heading")

    def _contradictions(self, source: Source, questions: Iterable[Question]) -> tuple[Doubt, ...]:
        """Answers that hardly fit together. `ask` is the one to change; the other is the next that
        the condition names."""
        known = {question.id: question for question in questions}
        doubts = []
        for number, data in enumerate(source.data.get("contradictions", ())):
            at = ("contradictions", number)
            when = condition(source, data["when"], known, *at, "when")
            name_known(source, data["ask"], known, *at, "ask")
            others = [
                test.question
                for line in when.lines
                for test in line
                if test.question != data["ask"]
            ]
            if not others or data["ask"] not in when.questions():
                raise source.error(
                    (*at, "when"),
                    "a contradiction is between two answers",
                    f"Name “{data['ask']}” and another question in “when:”",
                )
            id = f"{source.data['code']}.contradictions.{number}"
            text = self.add_text(id, data["text"], source, *at, "text")
            doubts.append(Doubt(text, data["ask"], others[0], when=when))
        return tuple(doubts)

    def life_event(self, source: Source, guides: Mapping[str, Guide]) -> LifeEvent:
        source.validate("life_event")
        _named_after_code(source)
        data = source.data
        if data["code"] in guides:
            raise source.error(
                ("code",), f"{data['code']} is a service already", "Give it another code and name"
            )
        for number, code in enumerate(data["services"]):
            if code not in guides:
                cure = meant(code, guides, "Use the code of a file in dialogs/services/")
                raise source.error(("services", number), f"there is no service “{code}”", cure)
        return LifeEvent(
            data["code"],
            self.add_text(f"{data['code']}.title", data["title"], source, "title"),
            tuple(data["services"]),
            _words(data.get("synonyms", {})),
            data.get("icon", ""),
        )


def _named_after_code(source: Source) -> None:
    code = source.data["code"]
    if source.file.stem != code:
        raise source.error(
            ("code",),
            f"the file is named {source.file.name}, the code is {code}",
            f"Name the file {code}.yaml",
        )


def _choices_fit(source: Source, data: Mapping[str, Any], *at: str | int) -> None:
    if (data["kind"] in WITH_CHOICES) is not ("choices" in data):
        raise source.error(
            at,
            f"choices belong to kind: {' or '.join(WITH_CHOICES)}, and only there",
            "Add or remove “choices:”",
        )


def _basis(data: Mapping[str, Any]) -> Basis:
    return Basis(
        data.get("source", ""),
        data.get("checked", ""),
        data.get("law", ""),
        data.get("confidence", "high"),
    )


def _labels(data: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(data.get("labels", ()))


def _heard(source: Source, data: Mapping[str, Any], *at: str | int) -> Phrases | None:
    """`heard: never`, or `heard: {after: [hilang di]}` of a text that no form gives away."""
    told = data.get("heard")
    if told is None:
        return None
    if told == "never":
        return {}
    if data["kind"] != "text":
        raise source.error(
            (*at, "heard"),
            f"a {data['kind']} is known by its form, not by the words before it",
            "Remove “heard:”, or write “heard: never”",
        )
    if data.get("sensitive", False):
        raise source.error(
            (*at, "heard"), "a sensitive answer is never inferred", "Remove “heard:”"
        )
    return compiled(told["after"], {})


def _words(data: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {language: tuple(words) for language, words in data.items()}


def _version(questions: tuple[Question, ...]) -> str:
    """Changes with what is asked and how it is read, not with its wording."""
    read = [
        (
            *(question.id, question.kind, question.of, question.field, question.when),
            *(question.optional, question.sensitive, sorted(question.limits.items())),
            [choice.id for choice in question.choices],
        )
        for question in questions
    ]
    return hashlib.sha256(repr(read).encode()).hexdigest()[:12]


__all__ = ["Compiler", "GuideError", "Located"]
