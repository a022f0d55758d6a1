"""A share of an intent set, written where every contestant reads it: each Nth text of every label
to train on, all hands among them; what is held out stays whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from chatbot.understanding import hands
from chatbot.understanding.hands import Said


def written(said: Sequence[Said], share: int, folder: Path) -> None:
    """Writes one of `share` texts to train on, and all that are held out, into an empty folder."""
    by_label: dict[str, list[Said]] = defaultdict(list)
    for one in hands.trained_on(said):
        by_label[one.label].append(one)
    kept = {label: texts[::share] for label, texts in by_label.items()}
    for one in hands.held_out(said):
        kept.setdefault(one.label, []).append(one)
    for label, texts in kept.items():
        (folder / f"{label}.txt").write_text(_file(label, texts), "utf-8")


def _file(label: str, texts: Sequence[Said]) -> str:
    blocks: dict[str, list[str]] = defaultdict(list)
    for one in texts:
        held = ", held out" if one.held_out else ""
        blocks[f"## {one.hand} ({one.language}{held})"].append(one.text)
    body = "".join(f"\n{heading}\n" + "\n".join(of) + "\n" for heading, of in blocks.items())
    return f"# {label}\n{body}"
