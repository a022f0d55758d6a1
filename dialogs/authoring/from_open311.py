"""The services of another authority → guides: any Open311 definition becomes a talk. Pure.

The authority's texts stand as they are, in its language; ours around them stay translated. What a
list's value is called is shown, its key is sent.
"""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from dialogs.contract.open311 import Attribute, Definition, Service
from dialogs.guide import Choice, Guide, Question, Sending
from dialogs.texts import Catalogue
from dialogs.words import clean, plain
from dialogs.world import World

Rules = Mapping[str, Any]  # open311.yaml
Offered = tuple[Service, Definition | None]

LONGEST_LABEL, LONGEST_NOTE = 60, 400  # characters
FORM = 1  # raised when the same definition is asked in another way: talks under way are read again
_PARTS = re.compile(r"\s*[,/;&()]\s*")
_MARKS = str.maketrans("[]{}", "()()")  # would be marks of a template
BOOLEAN = {"yes": "true", "no": "false"}


class City(NamedTuple):
    """What a talk needs to know of an authority. `emergency`: a guide of ours shown above all."""

    code: str
    name: str
    needs_email: bool = False
    emergency: str = ""


def guide_code(city: str, service: str) -> str:
    """A service's code here: with its authority's, and without the dot that ends a code in keys."""
    return f"{city}:{service.replace('%', '%25').replace('.', '%2E')}"


def world(base: World, city: City, offered: Iterable[Offered], rules: Rules) -> World:
    """`base` with the services of `city` instead of ours."""
    offered = tuple(offered)
    names = Counter(service.name for service, _ in offered)
    texts = _of_city(city, base.texts)
    guides = {code: base.guides[code] for code in (city.emergency,) if code in base.guides}
    for service, definition in offered:
        writer = _Writer(city, service, _title(service, names), rules)
        guide = writer.guide(definition)
        guides[guide.code] = guide
        for language in texts:
            texts[language] |= writer.texts
    return dataclasses.replace(
        base, guides=guides, life_events={}, texts=base.texts.extended(texts), office=None
    )


def _of_city(city: City, catalogue: Catalogue) -> dict[str, dict[str, str]]:
    """Texts of ours with the authority's name in them, in every language."""
    name = _text(city.name)
    return {
        language: {
            f"{city.code}:office": name,
            **{
                f"{city.code}:{part}": catalogue.text(
                    language, f"authority.{part}", {"authority": name}
                ).shown
                for part in ("act", "time", "why")
            },
        }
        for language in catalogue.languages
    }


def _title(service: Service, names: Mapping[str, int]) -> str:
    """Its name; two services of one name are told apart."""
    name = _spaced(service.name)
    if names[service.name] < 2:
        return name
    if service.description and service.description != service.name:
        return f"{name}: {_cut(service.description, LONGEST_LABEL)}"
    return f"{name} ({service.code})"


@dataclasses.dataclass(slots=True)
class _Writer:
    """Writes one guide; `texts` gathers the authority's own words."""

    city: City
    service: Service
    title: str
    rules: Rules
    texts: dict[str, str] = dataclasses.field(default_factory=dict)

    @property
    def code(self) -> str:
        return guide_code(self.city.code, self.service.code)

    def guide(self, definition: Definition | None) -> Guide:
        city, title = self.city, self._add("title", self.title)
        attributes = definition.attributes if definition else ()
        asked = [each for each in attributes if each.variable and not each.automated]
        story = next((each for each in asked if self._tells_the_story(each)), None)
        questions = tuple(self._noted(attributes, tuple(self._questions(asked, story))))
        fields = {"description": (_id(story) if story else "description", None)}
        if city.needs_email:
            fields["email"] = ("email", None)
        return Guide(
            code=self.code,
            version=_version(self.service, definition, city),
            group=self._group(),
            title=title,
            completion="api",
            fee="authority.fee",
            act=f"{city.code}:act",
            time=f"{city.code}:time",
            office=f"{city.code}:office",
            questions=questions,
            sending=Sending(
                "open311",
                {each.code: (_id(each), None) for each in asked},
                place="place",
                fields=fields,
                values={_id(each): self._values(each) for each in asked if each.datatype in _TOLD},
                authority=city.code,
                service=self.service.code,
            ),
            synonyms={"id": tuple(_synonyms(self.service))},
            icon="",
        )

    def _group(self) -> str:
        """The first of its groups; its name becomes a text."""
        if not self.service.groups:
            return ""
        group = f"{self.city.code}.{self.service.groups[0]}"
        self.texts[f"group.{group}"] = _text(_spaced(self.service.groups[0]))
        return group

    # Questions ---------------------------------------------------------------------------------

    def _questions(self, asked: Iterable[Attribute], story: Attribute | None) -> Iterator[Question]:
        """What the definition asks, then where and what: GeoReport wants that of every report."""
        yield from map(self._question, asked)
        yield self._own("place", "address", {})
        if story is None:
            yield self._own("description", "text", self.rules["limits"]["text"])
        if self.city.needs_email:
            yield self._own("email", "text", self.rules["limits"]["string"])

    def _own(self, name: str, kind: str, limits: Mapping[str, Any]) -> Question:
        parts = ("heading", "question", "label", "why", "hint", "example")
        texts = {part: f"authority.{name}.{part}" for part in parts}
        return Question(id=name, kind=kind, of="service", field=name, limits=limits, **texts)  # type: ignore[arg-type]

    def _question(self, attribute: Attribute) -> Question:
        id = _id(attribute)
        asked = attribute.description or _spaced(attribute.code)
        label = _cut(asked.rstrip("?!:.* "), LONGEST_LABEL) or asked
        kind = self._kind(attribute)
        return Question(
            id=id,
            kind=kind,
            of="service",
            field=id,
            heading=f"{self.code}.title",
            question=self._add(f"{id}.question", asked),
            label=self._add(f"{id}.label", label),
            why=f"{self.city.code}:why",
            hint=self._add(f"{id}.hint", attribute.hint) if attribute.hint else None,
            choices=self._choices(attribute) if kind in ("choice", "several") else (),
            optional=not attribute.required,
            limits=self.rules["limits"].get(attribute.datatype, {}),
        )

    def _kind(self, attribute: Attribute) -> str:
        if attribute.datatype in _IN_WORDS:
            said = [plain(text) for text in (attribute.code, attribute.description, attribute.hint)]
            for kind, rule in self.rules["strings"].items():
                if any(_fits(text, rule) for text in said):
                    return str(kind)
        if attribute.datatype == "singlevaluelist" and self._yes_no(attribute):
            return "yes_no"
        return str(self.rules["kinds"][attribute.datatype])

    def _yes_no(self, attribute: Attribute) -> dict[str, str]:
        """{"yes": key, "no": key} of a list that asks just that, else {}."""
        said = {
            answer: [value.key for value in attribute.values if plain(value.name) in names]
            for answer, names in (("yes", self.rules["yes"]), ("no", self.rules["no"]))
        }
        if len(attribute.values) != 2 or any(len(keys) != 1 for keys in said.values()):
            return {}
        return {answer: keys[0] for answer, keys in said.items()}

    def _values(self, attribute: Attribute) -> Mapping[str, str]:
        """Answers that are sent in other words: a yes_no's. The id of a choice is its key."""
        return BOOLEAN if attribute.datatype == "boolean" else self._yes_no(attribute)

    def _choices(self, attribute: Attribute) -> tuple[Choice, ...]:
        return tuple(
            Choice(value.key, self._add(f"{_id(attribute)}.choice.{value.key}", value.name))
            for value in attribute.values
        )

    def _tells_the_story(self, attribute: Attribute) -> bool:
        said = (plain(attribute.code), plain(attribute.description))
        return attribute.datatype in _IN_WORDS and any(text in self.rules["story"] for text in said)

    # Notes -------------------------------------------------------------------------------------

    def _noted(
        self, attributes: Iterable[Attribute], questions: tuple[Question, ...]
    ) -> Iterator[Question]:
        """Each text to show stands at the question that follows it; the service's own first."""
        notes: dict[str, list[str]] = {}
        waiting = []
        if plain(self.service.description) not in ("", plain(self.service.name)):
            waiting.append(self._add("note", _cut(self.service.description, LONGEST_NOTE)))
        for attribute in attributes:
            if attribute.automated:
                continue
            if attribute.variable:
                notes[_id(attribute)], waiting = waiting, []
            elif attribute.description:
                waiting.append(self._add(f"{_id(attribute)}.note", attribute.description))
        notes["place"] = waiting
        for question in questions:
            yield dataclasses.replace(question, notes=tuple(notes.get(question.id, ())))

    def _add(self, id: str, text: str) -> str:
        """Keeps a text of the authority under `id` of this guide."""
        id = f"{self.code}.{id}"
        self.texts[id] = _text(text)
        return id


_IN_WORDS = ("string", "text")
_TOLD = ("singlevaluelist", "boolean")


def _id(attribute: Attribute) -> str:
    return f"attribute:{attribute.code}"


def _fits(text: str, rule: Mapping[str, list[str]]) -> bool:
    return text in rule.get("is", ()) or any(
        f" {phrase} " in f" {text} " for phrase in rule.get("holds", ())
    )


def _text(text: str) -> str:
    """As a template that has no marks, never empty: a screen shows something."""
    return clean(text).translate(_MARKS).strip() or "–"


def _spaced(name: str) -> str:
    """A name that a machine wrote: "Cans_Left_Out" → "Cans Left Out"."""
    return " ".join(name.replace("_", " ").split()) or name


def _cut(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    return f"{text[:most].rpartition(' ')[0] or text[:most]} …"


def _synonyms(service: Service) -> Iterator[str]:
    name = _spaced(service.name)
    parts = [part for part in _PARTS.split(name) if part and part != name]
    yield from dict.fromkeys((*parts, *service.keywords))


def _version(service: Service, definition: Definition | None, city: City) -> str:
    written = msgspec.json.encode([FORM, service, definition, city.needs_email])
    return hashlib.sha256(written).hexdigest()[:12]
