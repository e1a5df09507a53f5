"""How codes of the codebook become codes of ACLED and UCDP GED: the tables, and nothing else.

Sources: ACLED Codebook (2024 edition: sub-event types, actor categories, precision codes); UCDP GED Codebook 24.1
(types of violence, where_prec, date_prec). Told for readers in docs/reference/exports.md.
"""

from __future__ import annotations

from typing import Literal

from marsad.model import ActorKind, EventType

# --- ACLED ----------------------------------------------------------------------------------------------

BATTLES, EXPLOSIONS, CIVILIANS = "Battles", "Explosions/Remote violence", "Violence against civilians"
PROTESTS, RIOTS, STRATEGIC = "Protests", "Riots", "Strategic developments"

# What a type is where nothing below says more. Types that ACLED lacks (threat, displacement) have no row.
SUB_EVENTS: dict[EventType, str] = {
    "clash": "Armed clash",
    "seizure": "Armed clash",
    "handover": "Non-violent transfer of territory",
    "air_strike": "Air/drone strike",
    "shelling": "Shelling/artillery/missile attack",
    "bombing": "Remote explosive/landmine/IED",
    "attack": "Attack",
    "abduction": "Abduction/forced disappearance",
    "arrest": "Arrests",
    "protest": "Peaceful protest",
    "riot": "Mob violence",
    "mobilisation": "Other",
    "blockade": "Other",
    "agreement": "Agreement",
    "release": "Other",
    "weapon_seizure": "Disrupted weapons use",
    "destruction": "Looting/property destruction",
}
# Sub-events by the words of the trigger, its mentions and the initiator; the first that fits.
SUB_EVENTS_BY_WORDS: dict[EventType, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "bombing": (
        ("Suicide bomb", ("انتحار", "حزام ناسف", "أحزمة ناسفة")),
        ("Grenade", ("قنبلة يدوية", "قنابل يدوية", "رمانة يدوية", "رمانات")),
    ),
    "attack": (("Sexual violence", ("اغتصاب", "اغتصب", "اعتداء جنسي", "اعتداءات جنسية")),),
    "riot": (("Violent demonstration", ("تظاهر", "مظاهر", "احتجاج", "محتج", "متظاهر")),),
}
SEIZED_BY_GOVERNMENT = "Government regains territory"
SEIZED_BY_OTHERS = "Non-state actor overtakes territory"
PROTEST_SHOT_AT, PROTEST_MET = "Excessive force against protesters", "Protest with intervention"

EVENT_OF_SUB_EVENT: dict[str, str] = {
    "Armed clash": BATTLES,
    SEIZED_BY_GOVERNMENT: BATTLES,
    SEIZED_BY_OTHERS: BATTLES,
    "Air/drone strike": EXPLOSIONS,
    "Shelling/artillery/missile attack": EXPLOSIONS,
    "Suicide bomb": EXPLOSIONS,
    "Remote explosive/landmine/IED": EXPLOSIONS,
    "Grenade": EXPLOSIONS,
    "Attack": CIVILIANS,
    "Sexual violence": CIVILIANS,
    "Abduction/forced disappearance": CIVILIANS,
    "Peaceful protest": PROTESTS,
    PROTEST_MET: PROTESTS,
    PROTEST_SHOT_AT: PROTESTS,
    "Violent demonstration": RIOTS,
    "Mob violence": RIOTS,
    "Non-violent transfer of territory": STRATEGIC,
    "Arrests": STRATEGIC,
    "Agreement": STRATEGIC,
    "Disrupted weapons use": STRATEGIC,
    "Looting/property destruction": STRATEGIC,
    "Other": STRATEGIC,
}
VIOLENCE, DEMONSTRATIONS = "Political violence", "Demonstrations"
DISORDER_OF_EVENT: dict[str, str] = {
    BATTLES: VIOLENCE,
    EXPLOSIONS: VIOLENCE,
    CIVILIANS: VIOLENCE,
    PROTESTS: DEMONSTRATIONS,
    RIOTS: DEMONSTRATIONS,
    STRATEGIC: STRATEGIC,
}
DISORDER_OF_SUB_EVENT: dict[str, str] = {
    PROTEST_SHOT_AT: f"{VIOLENCE}; {DEMONSTRATIONS}",
    "Mob violence": VIOLENCE,
}

# Actor categories ("inter"), with ACLED's older numbers: State forces 1, Rebel group 2, Political militia 3,
# Identity militia 4, Rioters 5, Protesters 6, Civilians 7, External/Other forces 8.
INTER: dict[ActorKind, str] = {
    "state_forces": "State forces",
    "police": "State forces",
    "foreign_forces": "External/Other forces",
    "armed_group": "Rebel group",
    "militia": "Political militia",
    "tribe": "Identity militia",
    "unidentified": "Political militia",  # ACLED files unidentified armed groups there
    "political": "Civilians",
    "protesters": "Protesters",
    "rioters": "Rioters",
    "civilians": "Civilians",
    "other": "External/Other forces",
}
INTER_NUMBERS = {
    "State forces": 1,
    "Rebel group": 2,
    "Political militia": 3,
    "Identity militia": 4,
    "Rioters": 5,
    "Protesters": 6,
    "Civilians": 7,
    "External/Other forces": 8,
}
# our precision → geo_precision; 6, a country, has none
GEO_PRECISION = {1: 1, 2: 1, 3: 2, 4: 3, 5: 3}

# What may go on over days: ACLED counts each day. Everything else happens once within its days.
LASTING: frozenset[EventType] = frozenset({"clash", "air_strike", "shelling", "protest", "riot"})

# --- UCDP GED -------------------------------------------------------------------------------------------

Standing = Literal["state", "organised", "unarmed"]
STANDING: dict[ActorKind, Standing] = {
    "state_forces": "state",
    "police": "state",
    "foreign_forces": "state",
    "armed_group": "organised",
    "militia": "organised",
    "tribe": "organised",
    "unidentified": "organised",
    "political": "unarmed",
    "protesters": "unarmed",
    "rioters": "unarmed",
    "civilians": "unarmed",
    "other": "unarmed",
}
STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
# Types in which GED can count deaths.
LETHAL: frozenset[EventType] = frozenset(
    {"clash", "seizure", "air_strike", "shelling", "bombing", "attack", "abduction", "protest", "riot"}
)
# our precision → where_prec: exact place, district, province, line or vague area, country
WHERE_PREC = {1: 1, 2: 1, 3: 3, 4: 4, 5: 5, 6: 6}
