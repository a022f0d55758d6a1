"""What is read aloud of a scene, in its order: what it says, then what can be pressed. Pure."""

from __future__ import annotations

from kiosk.scene import Node, Scene

# The frame is the same everywhere and would be heard again and again; keys are read when pressed.
_FRAME = ("bar", "head.", "where", "progress", "page.", "key.", "countdown")


def sentences(scene: Scene) -> tuple[str, ...]:
    """The sentences of the screen itself; nothing that is private."""
    return tuple(sentence for node in scene.nodes if _read(node) for sentence in _spoken(node))


def _read(node: Node) -> bool:
    return not node.id.startswith(_FRAME) and "disabled" not in node.state


def _spoken(node: Node) -> tuple[str, ...]:
    if node.text is None or node.text.private:
        return ()
    return tuple(sentence for sentence in node.text.spoken if sentence.strip())
