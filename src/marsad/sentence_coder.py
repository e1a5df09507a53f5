"""Code a single sentence by what annotators agree on: does it tell an attack or a protest, and who does
what to whom?

A probe beside the pipeline, over the scorers of `marsad.learned`. `token_roles` and `violence_score` give
the same evidence for one part of a report, as numbers; what to make of it is for the caller.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marsad.arabic import Sentence
from marsad.errors import UsageError
from marsad.learned.coder import load_coder
from marsad.learned.observe import observe, sentence_of
from marsad.learned.roles import TokenRole, load_roles
from marsad.learned.sentences import EVENT_TYPES_VOTED, VotedType
from marsad.learned.token_features import token_features


def probe_event(question: Mapping[str, Any]) -> dict[str, Any]:
    """Answer {"id", "text", "event_type"} with {"id", "event_type", "event", "score", "spans"}.

    `event_type` is ASSAULT or PROTEST. `score`: how likely an annotator accepts the sentence, 0 to 1;
    `event` is score ≥ the shipped threshold. `spans` has the published tokens of trigger, source and
    target, chosen as if the sentence told an event, also where `event` is false. Raises UsageError for
    another type or no text.
    """
    event_type, text = _event_type(question.get("event_type")), question.get("text")
    if not isinstance(text, str):
        raise UsageError(
            f"text: {text!r} is not a sentence", 'Ask like {"text": "…", "event_type": "ASSAULT"}.'
        )
    sentence = sentence_of(text)
    judgement = load_coder(event_type).judge(sentence)
    words = {role: [sentence.tokens[at].text for at in places] for role, places in judgement.spans.items()}
    return {
        "id": question.get("id"),
        "event_type": event_type,
        "event": judgement.event,
        "score": round(judgement.score, 4),
        "spans": words,
    }


def _event_type(value: Any) -> VotedType:
    for known in EVENT_TYPES_VOTED:
        if isinstance(value, str) and value.upper() == known:
            return known
    raise UsageError(
        f"event_type: {value!r} is not one of {', '.join(EVENT_TYPES_VOTED)}", "Name one of them."
    )


def token_roles(sentence: Sentence, event_type: VotedType = "ASSAULT") -> tuple[TokenRole, ...]:
    """For each token, how likely an annotator marks it as trigger, source or target of the act; 0 to 1 each.

    Given that the sentence tells one: ask `violence_score` whether it does.
    """
    return load_roles(event_type).roles(observe(sentence))


def violence_score(sentence: Sentence) -> float:
    """How likely an annotator says that the sentence tells an attack that happened, 0 to 1."""
    seen = observe(sentence)
    return load_coder("ASSAULT").score(seen, token_features(seen, "ASSAULT"))
