"""A report and a page made for these tests, as newspapers write and set them."""

# ruff: noqa: E501 - sentences and pages stay on one line

REPORT = (
    "أفادت مصادر محلية في بلدة وادي الزيتون أن مسلحين مجهولين هاجموا حاجزا للشرطة فجر أمس الأربعاء، "
    "وأصابوا ثلاثة من أفراده بجروح متفاوتة قبل أن يفروا نحو الجبال القريبة."
)
SECOND = (
    "وقال ناطق باسم مديرية الأمن إن القوات عثرت على عبوتين ناسفتين في محيط الحاجز وفككتهما، "
    "من دون أن تعلن أي جهة مسؤوليتها عن الهجوم حتى مساء اليوم."
)
TEXT = f"{REPORT}\n{SECOND}"


def a_page(
    *, head="", dateline="الخميس، 12 أيار 2016 - 14:30", body="", charset="utf-8", h1="هجوم على حاجز للشرطة"
):
    """A newspaper's page: today's date in its frame, the article in its middle, other articles beside it."""
    return f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="{charset}">
<title>هجوم على حاجز للشرطة - بريد الواحة</title>{head}</head><body>
<header><div class="today">الجمعة 20 تشرين الثاني 2026</div><nav><a href="/">الرئيسية</a><a href="/p">سياسة</a></nav></header>
<main><article><h1>{h1}</h1><div class="meta">{dateline}</div><p>{REPORT}</p><p>{SECOND}</p>{body}</article>
<aside><h3>أخبار أخرى</h3><ul><li><a href="/2">توقف حركة القطارات</a> 3 حزيران 2015</li></ul></aside></main>
<footer>جميع الحقوق محفوظة 2026</footer></body></html>"""
