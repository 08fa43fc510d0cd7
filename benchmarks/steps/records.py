"""Measurements in a file, so that a page can be written from several runs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.steps.servers import Peer, Server

Raced = Mapping[str, Server]


class Records:
    """What was measured so far: races by case and threads, cold starts."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.found: dict[str, Any] = {"races": {}, "cold": {}}
        if path.exists():
            self.found |= json.loads(path.read_text(encoding="utf-8"))

    def race(self, case: str, threads: int, servers: Raced) -> None:
        """Note a race."""
        told = [
            {"peer": asdict(server.peer), "seconds": server.seconds, "memory": server.memory, "failed": server.failed}
            for server in servers.values()
        ]
        self.found["races"][f"{case}, {threads}"] = told
        self._save()

    def cold(self, started: Mapping[str, tuple[float, float]]) -> None:
        """Note cold starts."""
        self.found["cold"] = started
        self._save()

    def raced(self) -> dict[tuple[str, int], Raced]:
        """All races."""
        found: dict[tuple[str, int], Raced] = {}
        for key, told in self.found["races"].items():
            case, _, threads = key.rpartition(", ")
            servers = [
                Server(Peer(**each["peer"]), case, int(threads), "", each["seconds"], each["memory"], each["failed"])
                for each in told
            ]
            found[case, int(threads)] = {server.peer.name: server for server in servers}
        return found

    def _save(self) -> None:
        self.path.write_text(json.dumps(self.found), encoding="utf-8")
