"""The web server that `marsad up` runs: gunicorn with threads, one process."""

from __future__ import annotations

from typing import Any

from gunicorn.app.base import BaseApplication

THREADS = 8  # a request waits for SQLite or for the reader's line, seldom for the processor


class Server(BaseApplication):
    """Gunicorn, told by arguments instead of its own command line and files."""

    def __init__(self, *, host: str, port: int, on_ready: Any = None) -> None:
        address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        self._options = {
            "bind": [address],
            "worker_class": "gthread",
            "workers": 1,
            "threads": THREADS,
            "proc_name": "marsad",
            "loglevel": "warning",
            "control_socket_disable": True,
            "limit_request_line": 4094,
            "when_ready": on_ready or (lambda _server: None),
        }
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        from marsad.web.wsgi import application  # after the fork: threads and connections stay in one process

        return application
