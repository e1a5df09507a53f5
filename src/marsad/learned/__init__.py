"""Small trained scorers over what the readers found, where rules run out.

    EventCoder       one sentence → how likely an attack (or a protest) is told in it, and in which words
    RoleTagger       one sentence → for each token, how likely it is trigger, source or target of the act

Both are linear over named features, so every score can be taken apart into words. The weights ship in
`data/`; where they come from and the command that makes them: README.md here. The method:
docs/explanation/learned.md.
"""

from marsad.learned.coder import EventCoder, Judgement, load_coder
from marsad.learned.observe import Observed, observe
from marsad.learned.roles import RoleTagger, TokenRole, load_roles
from marsad.learned.sentences import EVENT_TYPES_VOTED, VotedType

__all__ = [
    "EVENT_TYPES_VOTED",
    "EventCoder",
    "Judgement",
    "Observed",
    "RoleTagger",
    "TokenRole",
    "VotedType",
    "load_coder",
    "load_roles",
    "observe",
]
