"""Near-copies: reprints edited and shortened are found, other reports of the same event are not."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.intake import NearCopies, groups, likeness, read_bytes, signature
from marsad.intake.near_copies import COPY
from marsad.model import Document, Notice, Span

from .pages import REPORT, SECOND

WIRE = " ".join(
    [
        REPORT,
        SECOND,
        "وأضاف الناطق أن دوريات مشتركة بدأت تمشيط الوديان المحيطة بالبلدة بحثا عن المهاجمين الذين فروا في سيارتين.",
        "وقال شاهد عيان يملك متجرا قرب الحاجز إن إطلاق النار استمر نحو عشرين دقيقة وإن السكان لزموا منازلهم.",
        "وشهدت المنطقة خلال الشهر الماضي ثلاث هجمات مشابهة أسفرت عن مقتل شرطيين وإصابة عدد من المدنيين بجروح.",
        "ودعا المجلس البلدي الحكومة إلى إرسال تعزيزات وإلى إعادة فتح مركز الشرطة المغلق منذ العام الماضي.",
    ]
)
OTHER = (
    "قال مسؤول في شرطة وادي الزيتون إن ثلاثة من رجاله جرحوا حين فتح رجال ملثمون النار على نقطة تفتيش قبيل الفجر. "
    "وذكر المسؤول أن المهاجمين انسحبوا باتجاه المرتفعات بعد اشتباك قصير، وأن خبراء المتفجرات أبطلوا مفعول عبوتين. "
    "ولم يتبن أحد العملية. وتعيش البلدة منذ أسابيع على وقع اعتداءات متفرقة تستهدف رجال الأمن وممتلكات السكان."
)


def edited(text, share, seed=7):
    """A reprint in which a share of the words is replaced, doubled or dropped."""
    pick, words = random.Random(seed), text.split()
    for at in pick.sample(range(len(words)), round(share * len(words))):
        words[at] = pick.choice(["", words[at] + " " + words[at], "أيضا", "المذكورة"])
    return " ".join(words)


@pytest.mark.parametrize("share", [0.0, 0.03, 0.05, 0.08])
@pytest.mark.parametrize("seed", range(5))
def test_a_reprint_edited_here_and_there_is_a_near_copy(share, seed):
    assert likeness(signature(WIRE), signature(edited(WIRE, share, seed))) >= COPY


def test_spelling_and_marks_do_not_count():
    assert (
        likeness(signature(WIRE), signature(WIRE.replace("أ", "ا").replace("ة", "ه").replace("،", " ;")))
        == 1.0
    )


def test_a_shortened_reprint_is_a_near_copy():
    assert likeness(signature(WIRE), signature(edited(" ".join(WIRE.split()[:45]), 0.04))) >= COPY


def test_another_report_of_the_same_event_is_not():
    assert likeness(signature(WIRE), signature(OTHER)) < 0.1


def test_a_text_too_short_to_tell_is_like_nothing():
    assert likeness(signature("قصف على المدينة"), signature("قصف على المدينة")) == 0.0
    assert signature("") == b"\x00\x00\x00\x00"


@given(st.lists(st.sampled_from(WIRE.split() + OTHER.split()), max_size=80), st.integers(0, 70))
def test_likeness_is_a_share_and_the_same_both_ways(words, cut):
    one, other = signature(" ".join(words)), signature(" ".join(words[cut:]))
    assert 0.0 <= likeness(one, other) <= 1.0
    assert likeness(one, other) == likeness(other, one)


def test_the_index_finds_what_came_before_and_grows():
    index: NearCopies[int] = NearCopies()
    index.add(1, signature(WIRE))
    index.add(2, signature(OTHER))
    (hit,) = index.find(signature(edited(WIRE, 0.05)))
    assert hit[0] == 1
    with pytest.raises(ValueError, match="in the index already"):
        index.add(1, signature(OTHER))


def a_document(id, text, notices=()):
    return Document(id=id, text=text, notices=notices)


def test_groups_join_copies_of_copies_and_leave_the_rest_out():
    chain = [WIRE, edited(WIRE, 0.06, 1), edited(edited(WIRE, 0.06, 1), 0.06, 2)]
    documents = [a_document("other", OTHER), *(a_document(f"wire{n}", text) for n, text in enumerate(chain))]
    assert groups(documents) == [("wire0", "wire1", "wire2")]


def test_a_late_report_joins_two_groups_into_one():
    words = WIRE.split()
    half = len(words) // 2
    parts = [" ".join(words[:half]), " ".join(words[half:]), WIRE]
    assert groups(a_document(str(n), text) for n, text in enumerate(parts)) == [("0", "1", "2")]


def test_shared_notices_make_no_copies():
    gate = (
        "هذا المقال مؤرشف ويتوجب عليك الاشتراك في الباقة الممتازة لتتمكن من الاطلاع على المقالات المؤرشفة "
        * 3
    )
    documents = [
        a_document(
            str(n), f"{text}\n{gate}", (Notice("archived", Span(len(text) + 1, len(text) + 1 + len(gate))),)
        )
        for n, text in enumerate([REPORT, OTHER])
    ]
    assert groups(documents) == []


def test_documents_of_the_intake_can_be_grouped():
    documents = [
        next(read_bytes(text.encode(), name)) for name, text in (("a", WIRE), ("b", edited(WIRE, 0.04)))
    ]
    assert groups(documents) == [tuple(document.id for document in documents)]
