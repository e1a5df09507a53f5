"""A page saved as one file (MHTML, as Chrome and Edge do): the HTML part is the page."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage

from marsad.errors import IntakeError
from marsad.intake.building import Draft
from marsad.intake.outcome import Limits
from marsad.intake.page import read_page


def read_mhtml(data: bytes, path: str, limits: Limits) -> Draft:
    """The draft of the page in a MIME archive. Raises IntakeError where it holds none."""
    message = message_from_bytes(data, policy=policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html" and isinstance(part, EmailMessage):
            body = part.get_payload(decode=True)
            if isinstance(body, bytes):
                url = part.get("Content-Location") or message.get("Snapshot-Content-Location")
                address = str(url) if url and str(url).startswith("http") else None
                return read_page(body, path, limits, declared=part.get_content_charset(), url=address)
    raise IntakeError(path, "no page in the archive", "Save the page again, as HTML.")
