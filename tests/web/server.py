"""A real server: its own process, a free port on the loopback, and a folder of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

import requests

ROOT = Path(__file__).parent.parent.parent
START_SECONDS = 60
_PROGRAM = (
    "import sys; from assistant.cli import main;"
    " raise SystemExit(main(['serve', '--port', sys.argv[1], '--data', *sys.argv[2:]]))"
)


def free_port() -> int:
    """A port that nobody uses just now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Server:
    """`python run.py serve` in all but the command line. Started again, it keeps port and data."""

    def __init__(self, data: Path, port: int | None = None, *, first: str = "") -> None:
        """`first` is Python to run before all else."""
        self.first = first
        self.data = data
        self.port = port or free_port()
        self.log = data.parent / f"{data.name}.log"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, fault: str = "", pack: Path | None = None, *options: str) -> Server:
        """Start it and wait until it answers.

        `fault` is where it is to end itself; `pack` the folder to serve in place of the usual one;
        `options` what else stands in the command line.
        """
        env = {k: v for k, v in os.environ.items() if k != "WAYPOST_FAULT"}
        if fault:
            env["WAYPOST_FAULT"] = fault
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-c", self.first + _PROGRAM, str(self.port), str(self.data)]
                + (["--pack", str(pack)] if pack else [])
                + list(options),
                cwd=ROOT,
                env=env,
                stdout=log,
                stderr=log,
            )
        ends = time.monotonic() + START_SECONDS
        while time.monotonic() < ends and self.process.poll() is None:
            try:
                requests.get(self.url, timeout=5)
            except requests.ConnectionError:
                time.sleep(0.05)
            else:
                return self
        raise AssertionError(f"the server did not start: {self.log.read_text()}")

    def hold(self) -> None:
        """It answers nothing any more, and nobody is told: as where a line is dead."""
        self._send(signal.SIGSTOP)

    def go_on(self) -> None:
        """What was held answers again."""
        self._send(signal.SIGCONT)

    def kill(self) -> None:
        """kill -9."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to stop."""
        self._end(signal.SIGINT)

    def ended(self) -> int:
        """Wait until it has ended by itself; its exit code."""
        assert self.process
        return self.process.wait(timeout=30)

    def _send(self, number: signal.Signals) -> None:
        assert self.process
        self.process.send_signal(number)

    def _end(self, number: signal.Signals) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(number)
            try:
                self.process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(timeout=15)

    def __enter__(self) -> Server:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
