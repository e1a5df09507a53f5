"""Control: what an event says of who holds its place, from its type, modality and sides."""

from __future__ import annotations

import pytest

from builders import a_draft, an_actor, events_in
from marsad.model import Control
from marsad.read.control import control_of, short_name

ARMY = (an_actor("قوات الجيش", "state_forces"),)
GROUP = (an_actor("تنظيم الدولة"),)


SEIZED = {"type": "seizure", "initiator": GROUP, "target": ARMY}
REPELLED = {"type": "clash", "entry_id": "clash.sadda", "initiator": GROUP, "target": ARMY}
GIVEN = {"type": "handover", "initiator": GROUP}


@pytest.mark.parametrize(
    ("told", "control"),
    [
        (SEIZED, Control("taken", "تنظيم الدولة", "قوات الجيش")),
        (SEIZED | {"target": ()}, Control("taken", "تنظيم الدولة", None)),
        (SEIZED | {"retaken": True, "target": ()}, Control("retaken", "تنظيم الدولة", None)),
        (SEIZED | {"modality": "failed"}, Control("kept", "قوات الجيش", None)),
        (SEIZED | {"modality": "denied"}, Control("kept", "قوات الجيش", None)),
        (GIVEN, Control("ceded", None, "تنظيم الدولة")),
        (GIVEN | {"initiator": ()}, None),
        (
            GIVEN | {"entry_id": "handover.sallama", "target": ARMY},
            Control("ceded", "قوات الجيش", "تنظيم الدولة"),
        ),
        (REPELLED, Control("kept", "قوات الجيش", None)),
        (REPELLED | {"target": ()}, None),
        (REPELLED | {"entry_id": "clash.ishtibak"}, None),
        ({"type": "air_strike", "initiator": ARMY, "target": GROUP}, None),
    ],
)
def test_only_events_that_change_or_defend_a_hold_state_it(told, control):
    assert control_of(a_draft(**told)) == control


@pytest.mark.parametrize(
    ("text", "control"),
    [
        ("سيطرت قوات مصراتة على بلدة أبو قرين أمس", Control("taken", "قوات مصراتة")),
        (
            "استعادت قوات البنيان المرصوص بلدة السدادة من تنظيم الدولة",
            Control("retaken", "قوات البنيان المرصوص", "تنظيم الدولة"),
        ),
        ("انسحب تنظيم الدولة من بلدة النوفلية", Control("ceded", None, "تنظيم الدولة")),
        ("صدت قوات مصراتة هجوما لتنظيم الدولة على السدادة", Control("kept", "قوات مصراتة")),
    ],
)
def test_a_sentence_gives_its_control_statement(text, control):
    (event,) = events_in(text)
    assert event.control == control


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("قوات مصراتة الداعمة للمجلس الرئاسي", "قوات مصراتة"),
        ("كتائب مصراتة الموالية للحكومة", "كتائب مصراتة"),
        ("تنظيم الدولة", "تنظيم الدولة"),
        ("الجيش", "الجيش"),
    ],
)
def test_a_holder_is_named_without_what_qualifies_him(text, short):
    assert short_name(text) == short
