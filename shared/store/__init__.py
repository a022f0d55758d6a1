"""What must outlive a program: talks, requests on their way, calls for an officer, saved talks."""

from __future__ import annotations

from shared.store.store import Store

__all__ = ["Store"]
