"""A folder that lint finds clean, with a complete English catalogue, and one way to look at it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dialogs.authoring import catalogues, load
from dialogs.authoring.lint import material
from dialogs.authoring.lint.rule import Rule
from tests.dialogs.authoring.folder import Folder

SERVICES = """\
services:
  LAPOR:
    completion: api
    public: true
    attributes:
      - {code: condition, required: true, values: {lost: {}, damaged: {}}}
      - {code: seen, values: {"yes": {}, "no": {}}}
      - {code: nik, format: nik}
      - {code: lost_on, datatype: datetime}
      - {code: lost_on_precision, values: {day: {}, month: {}, year: {}, about: {}}}
"""

Find = Callable[..., list[str]]


class Project(Folder):
    """The folder with its translations, the code that says its texts, and the super-app's file."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.services = root / "catalogue.yaml"
        self.services.write_text(SERVICES)
        self.write("menu.py", 'HEADING = "menu.heading"\n')
        self.translate("en", complete=True)

    def translate(self, language: str, *, complete: bool = False, **words: str) -> None:
        """Every text as itself, or as `words` has it by its id (a dot is written __)."""
        by_id = {id.replace("__", "."): text for id, text in words.items()}
        catalogue = catalogues.new(language)
        catalogue.complete = complete
        texts = load.library(self.dialogs).texts
        catalogues.update(catalogue, catalogues.template(texts, self.root))
        for message in catalogues.messages(catalogue):
            told = [by_id[id] for id in message.auto_comments if id in by_id]
            message.string = told[0] if told else message.id
        catalogues.write(catalogue, self.po(language))

    def po(self, language: str) -> Path:
        return catalogues.po_file(self.root / "locales", language)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.chdir(tmp_path)
    return Project(tmp_path)


@pytest.fixture
def find(project: Project) -> Find:
    """What one rule finds in the project, as the author reads it."""

    def look(rule: Rule, today: date | None = None) -> list[str]:
        read = material.read(project.root, project.services, today)
        return [str(fault) for fault in rule.check(read)]

    return look
