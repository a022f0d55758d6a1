"""What a kind finds inside a longer text: a false find is worse than none."""

from __future__ import annotations

from typing import Any

import pytest

from dialogs.kinds import KINDS

NIK, KK = "3175034105500001", "3175031206150001"
FOUND: dict[str, dict[str, tuple[Any, ...]]] = {
    "nik": {
        f"saya siti nik {NIK} hp 081234567890": (NIK,),
        "nik 3175 0341 0550 0001 ya": (NIK,),
        f"NIK {NIK} dan KK {KK}": (NIK,),
        f"nomor kk saya {KK}": (),
        f"nomor kk saya {NIK}": (),
        f"nomornya {KK}": (),  # may be a family card's
        f"kartu atm saya {NIK}9": (),
        "5454034105500001 kartu bank": (),
        "3175 0341 0550 000": (),
        "telepon 0812 3456 7890 1234": (),
    },
    "kk": {
        f"NIK {NIK} dan KK {KK}": (KK,),
        f"no kk {KK} ya": (KK,),
        "kartu keluarga 3175 0312 0615 0001": (KK,),
        f"nomor saya {KK}": (),
        f"nik saya {KK}": (),
    },
    "phone": {
        "hp saya 081234567890 rumah di cawang": ("+6281234567890",),
        "wa 0812-3456-7890, anak saya 0857 1234 5678": ("+6281234567890", "+6285712345678"),
        f"NIK {NIK}": (),
        "3175 0812 3456 7890": (),
        "0812 3456 7890 1234": (),
        "0812 3456 7890 3 orang": (),
        "telepon 112 atau 119": (),
        "tanggal 08 12 1945": (),
        "rt 008 rw 012": (),
    },
    "money": {
        "gaji saya 2 juta sebulan": (2_000_000,),
        "bayar Rp 50.000 kemarin": (50_000,),
        "diminta 50rb sama petugas": (50_000,),
        "dimintai lima puluh ribu rupiah": (50_000,),
        "rongewu rupiah": (2_000,),
        "tahun dua ribu dua puluh": (),
        "sejak dua ribu sembilan belas": (),
        "ada 2 ribu orang": (),
        "2,5 juta jiwa": (),
        f"NIK {NIK}": (),
        "081234567890": (),
        "rt 3 rw 5": (),
        "tanggal 17.08.1945": (),
        "1.500 meter": (),
    },
    "count": {
        "di rumah ada lima orang": (5,),
        "kami berlima": (5,),
        "tiyang gangsal ing griya": (5,),
        "opat urang di bumi": (4,),
        "6 jiwa": (6,),
        "sudah dua hari": (),
        "rt 3 rw 5": (),
        "jam 5 sore": (),
        NIK: (),
        "saya sendiri yang lapor": (),
    },
    "place": {
        "lubang di bidara cina dekat pasar": ({"code": "31.75.03.1002"},),
        "pohon tumbang di cawang": ({"code": "31.75.04.1007"},),
        "kelurahan senen": ({"code": "31.71.04.1001"},),
        "Bidara Cina, Jatinegara": ({"code": "31.75.03.1002"},),
        "hari senen kemarin": (),
        "di pasar senen": (),
        "lubang di tengah jalan": (),
        "jalan bidara cina raya": (),
        "saya tinggal di kramat jati": (),
        "kecamatan jatinegara": (),
        "rumah baru": (),
        "di depok": (),
    },
}


@pytest.mark.parametrize(
    ("kind", "text", "values"),
    [(kind, text, values) for kind, rows in FOUND.items() for text, values in rows.items()],
)
def test_found(kind: str, text: str, values: tuple[Any, ...], ask: Any) -> None:
    found = KINDS[kind].find(text, ask(kind))
    assert tuple(one.value for one in found) == values


def test_a_sum_of_another_time_than_the_one_asked_for_is_not_found(ask: Any) -> None:
    monthly = ask("money", per="month")
    assert KINDS["money"].find("dapat 50 ribu sehari dari warung", monthly) == ()
    found = KINDS["money"].find("dapat 900 ribu sebulan dari warung", monthly)
    assert [one.value for one in found] == [900_000]
