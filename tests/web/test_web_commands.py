"""The site from outside, in real processes: its folder, adding under SIGKILL, serving, the first link."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener, urlopen

import pytest
from site_records import the_battle

import marsad
from marsad.errors import UsageError
from marsad.web import folder

_ADD = (
    "import sys; from marsad.web import commands; commands.add_coded([sys.argv[1]], sys.argv[2], quiet=True)"
)
_UP = "import sys; from marsad.web import commands; commands.up(port=int(sys.argv[1]), data=sys.argv[2])"
_PATIENCE = 60  # seconds that a slow machine is given


def _start(code: str, *arguments: str, **options) -> subprocess.Popen:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("MARSAD_", "DJANGO_"))}
    return subprocess.Popen([sys.executable, "-c", code, *arguments], env=environment, **options)


def _count(data: Path, question: str) -> int:
    try:
        with closing(sqlite3.connect(f"file:{data / folder.DATABASE}?mode=ro", uri=True, timeout=20)) as base:
            return base.execute(question).fetchone()[0]
    except sqlite3.OperationalError:  # not made yet
        return 0


def _wait_until(question, what: str) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not question():
        assert time.monotonic() < deadline, f"{what} did not happen within {_PATIENCE} s"
        time.sleep(0.02)


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_data_folder_and_its_key_are_closed_to_others(tmp_path):
    data = tmp_path / "deep" / "data"
    folder.prepare(data)
    key = (data / folder.SECRET_KEY).read_text()
    data.chmod(0o755)
    folder.prepare(data)
    assert _mode(data) == 0o700
    assert _mode(data / folder.SECRET_KEY) == 0o600
    assert (data / folder.SECRET_KEY).read_text() == key
    assert len(key) >= 64
    assert [entry.name for entry in data.iterdir()] == [folder.SECRET_KEY]


def test_a_folder_that_cannot_be_made_is_named_with_the_repair(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(
        UsageError, match=r"file/data: the data folder cannot be used .* --data or MARSAD_DATA"
    ):
        folder.prepare(tmp_path / "file" / "data")


def test_adding_killed_again_and_again_loses_nothing_and_repeats_nothing(tmp_path):
    data, records = tmp_path / "data", tmp_path / "records.jsonl"
    total, stops = 400, (1, 60, 150)
    with records.open("w") as file:
        for number in range(total):
            file.write(json.dumps(the_battle(id=f"r{number}"), ensure_ascii=False) + "\n")
    for stop in stops:
        adding = _start(_ADD, str(records), str(data))
        _wait_until(
            lambda at=stop: _count(data, "select count(*) from store_report") >= at, f"{stop} reports"
        )
        adding.send_signal(signal.SIGKILL)
        assert adding.wait(_PATIENCE) == -signal.SIGKILL
        kept = _count(data, "select count(*) from store_report")
        assert stop <= kept < total
        assert _count(data, "select count(*) from store_reportversion") == kept
        assert _count(data, "select count(*) from store_event") == 2 * kept
        assert _count(data, "select count(*) from store_casualty") == 2 * kept
    assert _start(_ADD, str(records), str(data)).wait(_PATIENCE) == 0
    assert _count(data, "select count(*) from store_report") == total
    assert _count(data, "select count(*) from store_reportversion") == total
    assert _count(data, "select count(*) from store_event") == 2 * total
    assert _count(data, "select count(distinct document_id) from store_report") == total
    with closing(sqlite3.connect(data / folder.DATABASE)) as base:
        assert base.execute("pragma integrity_check").fetchone() == ("ok",)
        assert base.execute("pragma journal_mode").fetchone() == ("wal",)
    assert _mode(data / folder.DATABASE) == 0o600


def test_two_adding_at_once_wait_for_one_another_and_repeat_nothing(tmp_path):
    data, records = tmp_path / "data", tmp_path / "records.jsonl"
    lines = [json.dumps(the_battle(id=f"r{number}"), ensure_ascii=False) for number in range(80)]
    records.write_text("\n".join(lines))
    both = [_start(_ADD, str(records), str(data)) for _ in range(2)]
    assert [process.wait(_PATIENCE) for process in both] == [0, 0]
    assert _count(data, "select count(*) from store_report") == 80
    assert _count(data, "select count(*) from store_reportversion") == 80


def test_a_full_disk_is_told_and_what_was_added_stays(tmp_path):
    data, records = tmp_path / "data", tmp_path / "records.jsonl"
    lines = [json.dumps(the_battle(id=f"r{number}"), ensure_ascii=False) for number in range(60)]
    records.write_text("\n".join(lines))
    add_with_little_room = (
        "import sys; from marsad.web import commands; from marsad.errors import UsageError\n"
        "commands.start(sys.argv[2])\n"
        "from django.db import connection\n"
        "with connection.cursor() as cursor:\n"
        "    pages = cursor.execute('pragma page_count').fetchone()[0]\n"
        "    cursor.execute(f'pragma max_page_count = {pages + 40}')\n"
        "try: commands.add_coded([sys.argv[1]], sys.argv[2], quiet=True)\n"
        "except UsageError as error: print(error)"
    )
    adding = _start(add_with_little_room, str(records), str(data), stdout=subprocess.PIPE)
    told = adding.communicate()[0].decode()
    assert told.startswith(f"the store could not be written (database or disk is full) at {records}:")
    kept = _count(data, "select count(*) from store_report")
    assert f"{kept} added" in told
    assert 0 < kept < 60
    assert _start(_ADD, str(records), str(data)).wait(_PATIENCE) == 0
    assert _count(data, "select count(*) from store_report") == 60
    assert _count(data, "select count(*) from store_reportversion") == 60


def test_bad_lines_are_refused_by_file_and_line_and_stop_nothing(tmp_path):
    good = json.dumps(the_battle(), ensure_ascii=False)
    bad = json.dumps({"document": {"id": "x", "text": "نص"}, "events": [{"id": "e1"}]}, ensure_ascii=False)
    records = tmp_path / "records.jsonl"
    records.write_text(f"{good}\nnot json\n[]\n{bad}\n")
    tell = (
        "import sys; from marsad.web import commands;"
        "tally = commands.add_coded(sys.argv[1:3], sys.argv[3], quiet=True);"
        "print(tally.line(), *tally.refused, sep='\\n')"
    )
    missing = str(tmp_path / "missing.jsonl")
    told, _ = _start(
        tell, str(records), missing, str(tmp_path / "data"), stdout=subprocess.PIPE
    ).communicate()
    summary, *refused = told.decode().splitlines()
    assert summary == "1 added, 0 unchanged, 0 changed, 4 refused"
    starts = [
        f"{records}:2: not JSON",
        f"{records}:3: not a JSON object",
        f"{records}:4: not a coded",
        missing,
    ]
    assert all(line.startswith(start) for line, start in zip(refused, starts, strict=True))


def test_adding_texts_codes_them_by_the_words_of_this_very_package(tmp_path):
    reports = tmp_path / "reports"
    reports.mkdir()
    battle = "قتل خمسة جنود في هجوم شنه مسلحون على حاجز للجيش قرب مدينة سرت أمس، بحسب مصدر عسكري."
    (reports / "battle.txt").write_text(battle)
    (reports / "noise.txt").write_bytes(bytes(range(256)) * 20)
    add = (
        "import sys; from datetime import date; from marsad.web import commands;"
        "commands.add([sys.argv[1]], sys.argv[2], published=date(2016, 5, 13), outlet='صحيفة المرسى')"
    )
    data = tmp_path / "data"
    for summary in (
        "1 added, 0 unchanged, 0 changed, 1 refused",
        "0 added, 1 unchanged, 0 changed, 1 refused",
    ):
        told = _start(add, str(reports), str(data), stderr=subprocess.PIPE).communicate()[1].decode()
        assert summary in told
        assert f"refused: {reports / 'noise.txt'}: " in told
    with closing(sqlite3.connect(data / folder.DATABASE)) as base:
        row = base.execute("select coder, lexicons, record from store_reportversion").fetchone()
        killed = base.execute("select low, high, text from store_casualty where kind = 'killed'").fetchall()
    assert row[0] == marsad.__version__
    assert len(row[1]) == 64
    assert json.loads(row[2])["document"]["outlet"] == "صحيفة المرسى"
    assert (5, 5, "خمسة جنود") in killed


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


@pytest.fixture
def site(tmp_path):
    """A running site: its address and the administrator's link that it printed."""
    port = _free_port()
    with (tmp_path / "told").open("wb") as told:
        server = _start(_UP, str(port), str(tmp_path / "data"), stderr=told)
    try:
        link = re.compile(r"http://\S+/setup/\S+")
        _wait_until(lambda: link.search((tmp_path / "told").read_text()) or server.poll(), "the site's start")
        assert server.poll() is None, (tmp_path / "told").read_text()
        yield f"http://127.0.0.1:{port}", link.search((tmp_path / "told").read_text()).group()
    finally:
        server.terminate()
        server.wait(_PATIENCE)


def _answer(opener, url: str, **form: str) -> tuple[int, str]:
    try:
        with opener.open(url, urlencode(form).encode() if form else None, timeout=_PATIENCE) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


def _token_of(page: str) -> str:
    return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page).group(1)


def test_up_serves_the_pages_and_the_static_files_and_its_link_makes_one_administrator(site):
    address, link = site
    with urlopen(f"{address}/static/marsad/site.css", timeout=_PATIENCE) as style:
        assert style.headers["Content-Type"].startswith("text/css")
        assert "default-src 'none'" in style.headers["Content-Security-Policy"]
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    status, page = _answer(browser, link)
    assert status == 200
    secret = {"password": "نهر طويل بين جبلين", "again": "نهر طويل بين جبلين"}
    status, page = _answer(browser, link, csrfmiddlewaretoken=_token_of(page), username="مديرة", **secret)
    assert status == 200
    assert "مديرة" in page
    status, _ = _answer(build_opener(), link)
    assert status == 410


def test_a_new_link_gives_a_known_administrator_a_new_password(site, tmp_path):
    address, link = site
    ask = "import sys; from marsad.cli import run; run(['admin-link', '--data', *sys.argv[1:]])"
    data = str(tmp_path / "data")
    asked = _start(ask, data, "--address", address, stdout=subprocess.PIPE)
    told = asked.communicate()[0].decode()
    assert told.startswith(f"{address}/ar/setup/")
    assert _answer(build_opener(), link)[0] == 410
    assert _answer(build_opener(), told.strip())[0] == 200


def test_a_taken_port_is_told_in_one_line(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code = (
            "import sys; from marsad.web import commands; from marsad.errors import UsageError\n"
            "try: commands.up(port=int(sys.argv[1]), data=sys.argv[2])\n"
            "except UsageError as error: print(error)"
        )
        told, _ = _start(code, str(port), str(tmp_path / "data"), stdout=subprocess.PIPE).communicate()
    assert told.decode().startswith(
        f"127.0.0.1:{port} cannot be used (Address already in use). Choose another"
    )
