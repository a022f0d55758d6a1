"""The folders and what each of them never imports, held by reading the syntax trees."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

TOP_LEVEL = {
    *("dialogs", "kiosk", "chatbot", "locales", "shared", "tests"),
    *("pandu", "pyproject.toml", "requirements.txt", "README.md"),
}

DATABASES = {"alembic", "psycopg", "psycopg2", "sqlalchemy", "sqlite3"}
NETWORK = {"aiohttp", "asyncio", "http", "httpx", "requests", "socket", "urllib"}
CLOCK_AND_CHANCE = {"random", "secrets", "time"}
FILES = {"importlib", "io", "os", "pathlib", "shutil", "subprocess", "tempfile"}
OURS = {"chatbot", "dialogs", "kiosk", "shared", "tests"}
RASA = {"rasa", "rasa_sdk"}

# Folder -> top-level modules it never imports. The longest folder that holds a file decides.
PURE = (OURS - {"dialogs"}) | RASA | DATABASES | NETWORK | CLOCK_AND_CHANCE | {"kivy", "telegram"}
NEVER_IMPORTS = {
    "dialogs": PURE | FILES,
    "dialogs/authoring": PURE,  # reading and writing guides is its work
    "kiosk": {*RASA, "telegram", "tests"},
    "chatbot": {"kivy", "tests"},
    "shared": {"chatbot", "kiosk", "tests"},
}
FOLDERS = [f for f in NEVER_IMPORTS if "/" not in f]
READS_THE_CLOCK_OR_CHANCE = {
    *("datetime.datetime.now", "datetime.datetime.today", "datetime.datetime.utcnow"),
    *("datetime.date.today", "uuid.uuid1", "uuid.uuid4"),
}
NEVER_CALLS = {
    "dialogs": READS_THE_CLOCK_OR_CHANCE | {"open", "print", "input", "__import__"},
    "dialogs/authoring": READS_THE_CLOCK_OR_CHANCE,
}


def imported_names(tree: ast.AST) -> dict[str, str]:
    """Local name -> full dotted name, of every absolute import anywhere in a module."""
    names = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                names[alias.asname or alias.name] = alias.name
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            for alias in node.names:
                names[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return names


def dotted(node: ast.expr, names: dict[str, str]) -> str:
    """The full name of a called expression, aliases resolved ('' where it is no plain name)."""
    if isinstance(node, ast.Attribute):
        owner = dotted(node.value, names)
        return owner and f"{owner}.{node.attr}"
    return names.get(node.id, node.id) if isinstance(node, ast.Name) else ""


def offences(node: ast.AST, names: dict[str, str], folder: str) -> set[str]:
    """What one import or call names that its folder must not."""
    if isinstance(node, ast.Import):
        return {alias.name.split(".")[0] for alias in node.names} & NEVER_IMPORTS[folder]
    if isinstance(node, ast.ImportFrom) and not node.level and node.module:
        return {node.module.split(".")[0]} & NEVER_IMPORTS[folder]
    if isinstance(node, ast.Call):
        return {dotted(node.func, names)} & NEVER_CALLS.get(folder, set())
    return set()


def violations(root: Path) -> Iterator[str]:
    """Every forbidden import or call below ``root``, as ``path:line name``."""
    for path in sorted(p for f in FOLDERS for p in (root / f).rglob("*.py")):
        where = path.relative_to(root)
        folder = next(f for f in map(str, where.parents) if f in NEVER_IMPORTS)
        tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
        names = imported_names(tree)
        for node in ast.walk(tree):
            for name in sorted(offences(node, names, folder)):
                yield f"{where}:{getattr(node, 'lineno', 0)} {name}"


def test_no_folder_knows_what_it_must_not() -> None:
    assert list(violations(ROOT)) == []


@pytest.mark.parametrize(
    ("path", "source", "name"),
    [
        ("dialogs/turn.py", "import shared.store", "shared"),
        ("dialogs/turn.py", "def f():\n    from kivy.app import App", "kivy"),
        ("dialogs/kinds/date.py", "from time import monotonic", "time"),
        ("dialogs/kinds/date.py", "import datetime as d\nd.date.today()", "datetime.date.today"),
        (
            "dialogs/turn.py",
            "from datetime import datetime as D\nD.now(z)",
            "datetime.datetime.now",
        ),
        ("dialogs/turn.py", "import random", "random"),
        ("dialogs/show.py", "from pathlib import Path", "pathlib"),
        ("dialogs/show.py", "open('guide.yaml')", "open"),
        ("dialogs/authoring/load.py", "import sqlalchemy as sa", "sqlalchemy"),
        ("dialogs/authoring/load.py", "import uuid\nuuid.uuid4()", "uuid.uuid4"),
        ("kiosk/app.py", "import telegram.ext", "telegram"),
        ("chatbot/bot.py", "from kivy import metrics", "kivy"),
        ("shared/host.py", "if x:\n    import kiosk.app", "kiosk"),
        ("shared/hub/desk.py", "from chatbot.telegram import send", "chatbot"),
    ],
)
def test_a_planted_violation_is_found(tmp_path: Path, path: str, source: str, name: str) -> None:
    file = tmp_path / path
    file.parent.mkdir(parents=True)
    file.write_text(source)
    assert [line.split()[-1] for line in violations(tmp_path)] == [name]


@pytest.mark.parametrize(
    ("path", "source"),
    [
        (
            "dialogs/turn.py",
            "from datetime import date, time\nfrom . import show\ndate(2026, 1, 2)",
        ),
        ("dialogs/turn.py", "session.now()\nself.clock.today()"),
        ("dialogs/authoring/load.py", "from pathlib import Path\nopen('x')"),
        ("shared/host.py", "import dialogs.turn, time, sqlalchemy, requests"),
        ("tests/test_x.py", "import kivy, telegram, shared, kiosk"),
    ],
)
def test_what_is_allowed_is_not_reported(tmp_path: Path, path: str, source: str) -> None:
    file = tmp_path / path
    file.parent.mkdir(parents=True)
    file.write_text(source)
    assert list(violations(tmp_path)) == []


def test_nothing_stands_beside_the_folders() -> None:
    present = {p.name for p in ROOT.iterdir() if not p.name.startswith(".")}
    assert present - {"__pycache__"} <= TOP_LEVEL


def test_the_dialogs_and_the_command_table_load_no_big_library() -> None:
    program = (
        "import sys, dialogs, shared.commands\n"
        "heavy = {'rasa', 'kivy', 'telegram', 'tensorflow', 'sqlalchemy', 'fastapi', 'requests'}\n"
        "print(*sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""
