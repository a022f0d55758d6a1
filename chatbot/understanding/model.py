"""The trained model: where it is kept, and whether it still fits the texts and the code."""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path

from chatbot.understanding import guides

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
# Made on this machine from what stands in the project, like the environment beside it.
MODELS = ROOT / ".pandu" / "understanding"
# What a trained model hangs on: the texts, and the code that learns and reads.
_SOURCES = (
    *("chatbot/understanding/texts/*.txt", "chatbot/understanding/config.yml"),
    *("chatbot/understanding/*.py", "chatbot/understanding/components/*.py"),
    *("dialogs/words/elsewhere.*", "dialogs/words/tidy.py"),
)
_BUT = {
    *("command.py", "evaluate.py", "model.py", "parent.py", "progress.py"),
    *("reader.py", "service.py", "train.py"),
}


def installed() -> bool:
    """Whether Rasa is here (it is not on Python 3.11 and later, nor on a kiosk)."""
    return importlib.util.find_spec("rasa") is not None


def fingerprint() -> str:
    """Changes with everything that would make another model."""
    digest = hashlib.sha256()
    for pattern in _SOURCES:
        for file in sorted(ROOT.glob(pattern)):
            if file.name not in _BUT:
                digest.update(file.name.encode() + b"\0" + file.read_bytes())
    for said in guides.said():
        digest.update(repr(said).encode("utf-8", "backslashreplace"))
    return digest.hexdigest()[:16]


def trained(folder: Path = MODELS) -> Path | None:
    """The archive that fits what stands here now, if it was trained."""
    archive = folder / f"{fingerprint()}.tar.gz"
    return archive if archive.exists() else None
