"""Runs Rasa's training, as a program of its own: `python -m chatbot.understanding.rasa_training
FOLDER` leaves FOLDER/model.tar.gz. Everything Rasa prints is for its log."""

from __future__ import annotations

import sys

from chatbot.understanding.model import HERE
from chatbot.understanding.parent import end_with_parent
from chatbot.understanding.progress import tell
from chatbot.understanding.quiet import quiet_rasa


def main(folder: str) -> int:
    """Rasa's own exit code."""
    end_with_parent()
    tell("Starting Rasa…")
    from rasa.model_training import train

    quiet_rasa()
    result = train(
        domain="",
        config=str(HERE / "config.yml"),
        training_files=[],
        output=folder,
        fixed_model_name="model",
        force_training=True,
    )
    return int(result.code)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
