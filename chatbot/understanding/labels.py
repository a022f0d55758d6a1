"""What a text can mean: the services, and what is no service."""

from __future__ import annotations

OUTSIDE = "DI_LUAR"  # something real that is not ours to do
UNSURE = "UNSURE"  # said where no label is likely enough
CONTROLS = (
    *("SAPA", "BANTUAN_PETUGAS", "CEK_STATUS", "KEMBALI", "BATAL", "ULANGI", "GANTI_BAHASA"),
    *("YA", "TIDAK", "TANYA_SYARAT", OUTSIDE),
)


def is_service(label: str) -> bool:
    return label not in CONTROLS and label != UNSURE
