"""A real Chromium on the real site, and every page visited is watched.

A console error, a violation of the Content-Security-Policy, an error in a script, an answer of 400 or more,
or a request to any other host fails the test.
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, sync_playwright

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
SERVE = Path(__file__).with_name("serve.py")
START_SECONDS = 60

Visit = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def wait_until_up(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    pytest.fail(f"{address} did not come up. Its log:\n{log.read_text(encoding='utf-8')}")


@contextmanager
def running(folder: Path, *options: str) -> Iterator[str]:
    """A site in a process of its own, over `folder`; gives its address without a slash at its end."""
    log, port = folder / "log", free_port()
    command = [sys.executable, str(SERVE), str(folder / "data"), str(port), *options]
    with log.open("wb") as output:
        server = subprocess.Popen(command, stdout=output, stderr=output)
    try:
        wait_until_up(f"http://127.0.0.1:{port}/ar/reports/", server, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A running site that holds the sample records."""
    with running(tmp_path_factory.mktemp("site")) as address:
        yield address


@pytest.fixture
def empty_site(tmp_path: Path) -> Iterator[str]:
    """A running site on its first day: nothing in it yet."""
    with running(tmp_path, "empty") as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if found is None:
        pytest.fail("No Chromium found. On Debian or Ubuntu: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(CHROMIUM_ARGS))
        yield browser
        browser.close()


class Watch:
    """Keeps what no page of ours may do. `expected_status`: the answer that the visited page may give."""

    def __init__(self, site: str) -> None:
        self.host = urlsplit(site).netloc
        self.problems: list[str] = []
        self.expected_status = 200

    def attach(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.problems.append(f"script error: {error}"))
        page.on("request", self._request)
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        is_expected = self.expected_status >= 400 and f"status of {self.expected_status}" in message.text
        if message.type in ("error", "warning") and not is_expected:
            self.problems.append(f"console {message.type}: {message.text}")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme != "data" and parts.netloc != self.host:
            self.problems.append(f"request to another host: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.status != self.expected_status:
            self.problems.append(f"{response.status} for {response.url}")


@pytest.fixture
def visit(site: str, browser: Browser) -> Iterator[Visit]:
    """Open a page of the site, or of the one `at`: visit("/ar/map/", width=390, **context options)."""
    watch, contexts = Watch(site), []

    def open_page(path: str, *, at: str = site, width: int = 1280, status: int = 200, **options: Any) -> Page:
        options = {"reduced_motion": "reduce"} | options
        context = browser.new_context(viewport={"width": width, "height": 844}, **options)
        contexts.append(context)
        page = context.new_page()
        watch.expected_status, watch.host = status, urlsplit(at).netloc
        watch.attach(page)
        response = page.goto(at + path)
        assert response is not None
        assert response.status == status
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert watch.problems == []


@pytest.fixture(scope="session")
def features(site: str) -> list[dict[str, Any]]:
    """Every placed event of the record, as the map's data has them."""
    with urllib.request.urlopen(f"{site}/api/events.geojson?lang=ar", timeout=30) as answer:
        found: list[dict[str, Any]] = json.load(answer)["features"]
    return found


@pytest.fixture(scope="session")
def long_report(features: list[dict[str, Any]]) -> str:
    """The path of the report with the most placed events, in Arabic."""
    paths = [feature["properties"]["report_url"].split("#")[0] for feature in features]
    return str(max(sorted(set(paths)), key=paths.count))
