"""Words of people in a calendar, every sign of them as it was typed. Imported by the calendar alone, as it is written."""

from icalendar import vText


class Words(vText):
    r"""A text that takes `\N` for what somebody typed; icalendar's takes it for the end of a line.

    Source: RFC 5545, 3.3.11.
    """

    def to_ical(self) -> bytes:
        words = str(self).replace("\\", "\\\\").replace(";", r"\;").replace(",", r"\,")
        return words.replace("\n", r"\n").encode()
