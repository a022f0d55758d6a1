"""A small world of files that authors write, in a folder a test may break."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

FILES = {
    "channels.yaml": "default: defer\ntalk: ask\n",
    "texts/screens.yaml": "menu.heading: Layanan\n",
    "questions/person.yaml": """\
        condition:
          kind: choice
          of: service
          heading: Keadaan
          question: Hilang atau rusak?
          label: Keadaan
          why: Supaya berkasnya cocok.
          purpose: Menentukan berkas.
          choices:
            - {id: lost, label: Hilang}
            - {id: damaged, label: Rusak}
        """,
    "services/LAPOR.yaml": """\
        code: LAPOR
        group: aduan
        title: Lapor
        completion: api
        act: Kirim laporan
        fee: Gratis.
        time: Tiga hari.
        office: Kelurahan
        who: [self]
        questions:
          - use: condition
          - id: seen
            kind: yes_no
            heading: Dilihat
            question: Sudah dilihat?
            label: Dilihat
            why: Supaya jelas.
            purpose: Menentukan berkas.
            when: {condition: lost}
        steps:
          - {text: Petugas memeriksa., source: jakarta.go.id, checked: 2026-11-01}
        send:
          route: open311
          attributes: {condition: condition, seen: seen}
        synonyms: {id: [mengadu], jv: [wadul], su: [ngawadul], en: [complain]}
        """,
    "services/TANYA.yaml": """\
        code: TANYA
        group: informasi
        title: Tanya
        completion: checklist
        fee: Gratis.
        time: Sekarang.
        office: Kelurahan
        who: [self]
        steps:
          - {text: Datang saja., source: jakarta.go.id, checked: 2026-11-01}
        synonyms: {id: [bertanya], jv: [taken], su: [naros], en: [ask]}
        """,
    "life_events/KEDUANYA.yaml": """\
        code: KEDUANYA
        title: Dua-duanya
        services: [LAPOR, TANYA]
        synonyms: {id: [kabeh], jv: [sedaya], su: [sadaya], en: [everything]}
        """,
}


class Folder:
    """`dialogs/` of a test: sound as it is made, and easily broken."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.dialogs = root / "dialogs"
        for name, text in FILES.items():
            self.write(name, dedent(text))

    def write(self, name: str, text: str | bytes) -> Path:
        file = self.dialogs / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    def change(self, name: str, old: str, new: str) -> int:
        """Replaces `old`, which stands there once; returns the line it stood on."""
        file = self.dialogs / name
        text = file.read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        file.write_text(text.replace(old, new), "utf-8")
        return text[: text.index(old)].count("\n") + 1
