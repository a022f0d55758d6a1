"""What is said beside the path, as a whole utterance: "NIK itu apa?", "bayar ga?", "saya takut",
"bego lu". Each is met, nothing is lost, and nobody climbs the ladder for it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dialogs.contract.session import Explaining, Told
from dialogs.officer import quietly
from dialogs.talk import Talk, Turned
from dialogs.words import head, plain
from dialogs.words.phrases import spans
from dialogs.words.repair import Moods, Phrase, Terms

MOST_WORDS = 14  # a question or a sigh is short
LONGEST_TERM = 5  # words
UNKNOWN = "term.unknown"


def asked(talk: Talk, text: str) -> Turned | None:
    """A question about the process or about a word of the office."""
    repair = talk.world.words.repair
    topic = next(
        (
            repair.questions.asked[core]
            for core in talk.world.words.cores(text)
            if core in repair.questions.asked
        ),
        None,
    )
    if topic is not None:
        return _told(talk, f"asked.{topic}")
    tokens = plain(text[:400]).split()
    if len(tokens) > MOST_WORDS or repair.terms.ask.isdisjoint(tokens):
        return None
    term = _term(tokens, repair.terms)
    if term is None:
        return None
    return _why(talk, term, tokens) or _told(talk, f"term.{term}")


def unknown_term(talk: Talk, text: str) -> Turned | None:
    """ "Desentralisasi itu apa?": a word nobody explained yet."""
    if talk.journey.stage not in ("question", "check") or talk.session.overlay is not None:
        return None
    tokens = tuple(plain(text[:200]).split())
    terms = talk.world.words.repair.terms
    word = _between(tokens, terms.before, terms.after)
    return _told(talk, UNKNOWN) if 0 < len(word) <= 3 and not terms.noise >= set(word) else None


def felt(talk: Talk, text: str) -> Turned | None:
    """Distress or an insult, as a whole utterance."""
    moods = talk.world.words.repair.moods
    tokens = plain(text[:400]).split()
    if not 0 < len(tokens) <= MOST_WORDS:
        return None
    if is_insult(tokens, moods):
        return _told(talk, "mood.insult")
    return _told(talk, "mood.distress") if is_distress(tokens, moods) else None


def without_insult(talk: Talk, text: str) -> str | None:
    """An answer that an insult stands beside: the answer alone. None where there is none, or in a
    story, which may tell of one."""
    step = talk.journey.current
    if step is None or (talk.kind(step).free_text and step.question.kind != "name"):
        return None
    moods = talk.world.words.repair.moods
    words = text[:400].split()
    tokens = [plain(word) for word in words]
    if moods.insults.keys().isdisjoint(tokens):
        return None
    cut = {at for span in spans(tokens, moods.insults) for at in range(span.start, span.end)}
    if not cut:
        return None
    for at in sorted(cut):  # "lu", "mesin" beside it go with it
        after = at + 1
        while after < len(tokens) and tokens[after] in moods.insulting_around:
            cut.add(after)
            after += 1
    rest = [word for at, word in enumerate(words) if at not in cut]
    return " ".join(rest).strip(" ,.!?") or None


def despairs(text: str, moods: Moods) -> bool:
    """Does somebody speak of not wanting to live?"""
    tokens = plain(head(text, 2000)).split()
    if moods.despair.keys().isdisjoint(tokens):
        return False
    guards = tuple(spans(tokens, moods.guards))
    return any(
        not any(guard.start <= one.start < guard.end for guard in guards)
        for one in spans(tokens, moods.despair)
    )


def only_despairs(text: str, moods: Moods) -> bool:
    """Nothing else is said: it is no story."""
    tokens = plain(text[:2000]).split()
    cut = {at for span in spans(tokens, moods.despair) for at in range(span.start, span.end)}
    return all(at in cut or token in moods.around for at, token in enumerate(tokens))


def comfort(talk: Talk, turned: Turned) -> Turned:
    """Calm words above what was said, and a person is called at once."""
    session, effects = turned
    session, more = quietly(talk._replace(session=session), len(effects))
    return replace(session, aside=Told("mood.despair")), (*effects, *more)


def is_distress(tokens: Sequence[str], moods: Moods) -> bool:
    """The words of a feeling, and around them only words that mean nothing beside it."""
    said = " ".join(tokens)
    if said in moods.distress:
        return True
    bare = [token for token in tokens if token not in moods.around]
    return bool(bare) and len(bare) < len(tokens) and " ".join(bare) in moods.distress


def is_insult(tokens: Sequence[str], moods: Moods) -> bool:
    if moods.insults.keys().isdisjoint(tokens):
        return False
    cut = {at for span in spans(tokens, moods.insults) for at in range(span.start, span.end)}
    return bool(cut) and all(
        at in cut or token in moods.insulting_around for at, token in enumerate(tokens)
    )


def _told(talk: Talk, topic: str) -> Turned:
    if talk.session.overlay is not None:
        return talk.stay()
    return talk.aside(Told(topic))


def _why(talk: Talk, term: str, tokens: Sequence[str]) -> Turned | None:
    """ "Kok nanya NIK buat apa?": why that is asked, where it is."""
    if talk.world.words.repair.terms.why.isdisjoint(tokens):
        return None
    kinds = {"nomor_kk": "kk"}
    kind = kinds.get(term, term)
    step = next((one for one in talk.journey.asked if one.question.kind == kind), None)
    return talk.aside(Explaining(step.key)) if step is not None else None


def _term(tokens: Sequence[str], terms: Terms) -> str | None:
    """The one term in a question that asks for nothing else: of two, the longer name."""
    for length in range(min(LONGEST_TERM, len(tokens)), 0, -1):
        for at in range(len(tokens) - length + 1):
            term = terms.names.get(" ".join(tokens[at : at + length]))
            rest = (*tokens[:at], *tokens[at + length :])
            if term and rest and _only_asks(rest, terms):
                return term
    return None


def _only_asks(tokens: Sequence[str], terms: Terms) -> bool:
    return any(token in terms.ask for token in tokens) and all(
        token in terms.ask or token in terms.noise or token in terms.why for token in tokens
    )


def _between(tokens: Phrase, before: Sequence[Phrase], after: Sequence[Phrase]) -> Sequence[str]:
    """The words that are asked for in "apa itu …", "… itu apa"; () where nothing is."""
    for phrase in before:
        if tokens[: len(phrase)] == phrase and len(tokens) > len(phrase):
            return tokens[len(phrase) :]
    for phrase in after:
        if tokens[-len(phrase) :] == phrase and len(tokens) > len(phrase):
            return tokens[: -len(phrase)]
    return ()
