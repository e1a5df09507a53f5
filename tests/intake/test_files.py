"""Files, folders, standard input and gzip: order, what is passed over, and that nothing stops the others."""

import gzip
import io

import pytest

from marsad.intake import Refused, read_path, read_paths
from marsad.intake.files import files_under

from .pages import REPORT, TEXT, a_page


@pytest.fixture
def folder(tmp_path):
    """A folder as people keep them: reports of several kinds, other files, a saved page with its parts."""
    contents = {
        "b/2.txt": f"id: two\n\n{TEXT}",
        "b/1.txt": f"id: one\n\n{TEXT}",
        "a.html": a_page(),
        "a_files/frame.html": a_page(),
        "notes.md": "# not a report",
        "picture.png": "x",
        ".hidden.txt": TEXT,
        ".git/x.txt": TEXT,
        "c.jsonl": '{"id": "three", "text": "' + REPORT + '"}\n{bad\n',
        "empty.txt": "",
        "report": f"id: four\n\n{TEXT}",
    }
    for name, content in contents.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return tmp_path


def test_a_folder_is_read_in_the_order_of_names_and_nothing_stops_the_others(folder):
    outcomes = list(read_path(folder))
    names = [o.problem if isinstance(o, Refused) else o.title or o.id for o in outcomes]
    assert [name.split(":")[0] for name in names] == [
        "هجوم على حاجز للشرطة", "one", "two", "three", "not JSON", "the file is empty", "four",
    ]  # fmt: skip


def test_a_file_named_outright_is_tried_whatever_its_name(folder):
    (outcome,) = read_path(folder / "notes.md")
    assert outcome.problem == "no Arabic in it"


def test_a_link_to_a_folder_is_not_followed_in_circles(folder):
    (folder / "b" / "loop").symlink_to(folder, target_is_directory=True)
    assert len(list(files_under(folder))) == 6


def test_an_absent_file_is_told_and_the_next_is_read(folder):
    absent, found = read_paths([folder / "no.txt", folder / "b" / "1.txt"])
    assert str(absent) == (
        f"{folder / 'no.txt'}: cannot be opened (No such file or directory). Check the path and its permissions."
    )
    assert found.id == "one"


def test_standard_input_is_a_file_like_any_other(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(a_page().encode())))
    (document,) = read_path("-")
    assert document.text.startswith(REPORT)


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.txt.gz", TEXT), ("a.html.gz", a_page()), ("a.jsonl.gz", '{"text": "' + REPORT + '"}\n')],
)
def test_gzip_is_opened(one, name, content):
    assert one(gzip.compress(content.encode()), name).text.startswith(REPORT)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (gzip.compress(b"\n" + b"a" * 30_000_000), "more than 20 MB in one report"),
        (gzip.compress(gzip.compress(TEXT.encode())), "gzip within gzip"),
        (gzip.compress(TEXT.encode() * 50)[:-30], "broken gzip"),
        (b"\x1f\x8bnot gzip at all", "broken gzip"),
    ],
)
def test_gzip_that_bursts_or_breaks_is_refused(refusal, data, problem):
    assert refusal(data, "a.txt.gz").problem.startswith(problem)
