"""The page of a whole board, that somebody would send to their council: the same in every format that is read."""

from collections.abc import Iterator

from cofacil.export.board_sections import BoardSections
from cofacil.export.document import Block, Page, Paragraph
from cofacil.export.exported import Exported
from cofacil.export.meeting_sections import meeting_section
from cofacil.language.catalog import _, ngettext
from cofacil.language.days import date_of, say_day_long
from cofacil.language.names import listed
from cofacil.language.numbers import count_first
from cofacil.review.words import came_in_all, kept_in_all


def as_html(exported: Exported) -> bytes:
    from cofacil.export.html_page import html_of

    return html_of(board_page(exported))


def as_pdf(exported: Exported) -> bytes:
    from cofacil.export.pdf_page import pdf_of

    return pdf_of(board_page(exported))


def as_markdown(exported: Exported) -> bytes:
    from cofacil.export.markdown_page import markdown_of

    return markdown_of(board_page(exported))


def as_text(exported: Exported) -> bytes:
    from cofacil.export.text_page import text_of

    return text_of(board_page(exported))


def board_page(exported: Exported) -> Page:
    """Return the page: who does what by when and who was missing come first, how it came about last."""
    blocks: tuple[Block, ...] = (*_about(exported), *BoardSections(exported).sections(), *meeting_section(exported))
    title = exported.title or _("no title")
    day = say_day_long(date_of(exported.now))
    return Page(
        title,
        blocks,
        exported.language,
        foot=_("Made on {day} from a board of cofacil.", day=day),
        description=exported.board.purpose or title,
    )


def _about(exported: Exported) -> Iterator[Paragraph]:
    """Yield what it was about, where and when, and in a few words how it stands."""
    board = exported.board
    purpose = board.purpose if exported.is_of_all else exported.meetings[0].purpose
    if purpose:
        yield Paragraph(purpose, is_lead=True)
    if called := exported.answers.called:
        yield Paragraph(_("We call this: {name}", name=called))
    if board.place:
        yield Paragraph(_("Place: {place}", place=board.place))
    yield Paragraph(_met(exported))
    yield Paragraph(_stands(exported))


def _met(exported: Exported) -> str:
    days = [say_day_long(date_of(held.opened)) for held in exported.meetings]
    if not days:
        return _("We have not met yet.")
    if not exported.is_of_all:
        (held,) = exported.meetings
        return _(
            "Meeting {number}, {day}. All of this is as it stood when that meeting had ended.",
            number=held.number,
            day=days[0],
        )
    return ngettext(
        "{Number} meeting: {days}.",
        "{Number} meetings: {days}.",
        len(days),
        Number=count_first(len(days)),
        days=listed(list(dict.fromkeys(days))),
    )


def _stands(exported: Exported) -> str:
    """Return how many there are of what a reader asks for first."""
    counts = exported.answers.counts
    said = [
        kept_in_all(counts),
        came_in_all(counts),
        _("Still open: {number}.", number=counts.still_open),
        _("Offers not taken up: {number}.", number=counts.offers_open),
    ]
    return " ".join(said)
