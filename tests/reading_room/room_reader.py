"""Somebody who reads in the room by its API alone."""

from __future__ import annotations

import json
import re
from typing import Any

import httpx
from room_serving import Served


class Reader:
    """Somebody who opened the address that was printed."""

    def __init__(self, served: Served) -> None:
        assert served.room.ready(patience=600) is not None
        self.client = httpx.Client(base_url=served.address, follow_redirects=True, timeout=60)
        page = self.client.get(served.gate.address).text
        found = re.search(r'id="room">(.*?)</script>', page, re.DOTALL)
        assert found is not None
        self.told: dict[str, Any] = json.loads(found[1])

    def ask(self, path: str, **values: object) -> httpx.Response:
        return self.client.get(f"/api/{path}", params=values)  # type: ignore[arg-type]

    def send(self, path: str, values: object, **headers: str) -> httpx.Response:
        sent = {"x-variorum-token": self.told["csrf"], **headers}
        return self.client.post(f"/api/{path}", json=values, headers=sent)
