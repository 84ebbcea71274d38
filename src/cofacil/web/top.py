"""What stands above the columns: what the group meets about, the question, the timer; a card that everyone is shown; quiet writing."""

from cofacil.board.course import planned_end
from cofacil.board.own_names import called
from cofacil.board.plan import Writing
from cofacil.board.quiet import hidden
from cofacil.board.records import Absence, Card
from cofacil.board.timer import TimerState, digits
from cofacil.language.catalog import _
from cofacil.language.course_words import clock_words, place_words
from cofacil.language.fact_words import Form, facts_in_words
from cofacil.language.facts import facts
from cofacil.language.quiet_words import others_words, quiet_question
from cofacil.language.timer_words import left_words, less_than_half, more_than_half, nearly_over, paused, time_is_up
from cofacil.web.cards import classes, face, head_of, item, line_of
from cofacil.web.html import Html, element, words
from cofacil.web.reader import Shown


def topic(shown: Shown) -> str:
    """Return what stands on top: another program may have left a board without any of it."""
    return shown.board.topic or _("The board")


def top(shown: Shown) -> Html:
    """Return what the group meets about, and which board this is."""
    board = shown.board
    end = planned_end(board, shown.now)
    until = _("the meeting is planned until {end}", end=clock_words(end)) if end else ""
    title = board.title if board.title != board.topic else ""
    about = [part for part in (called(board), title, board.where.partition(". ")[0].rstrip("."), until) if part]
    return element("header", words("h1", topic(shown)), line_of(about) if about else None, id="top", class_="top")


def now(shown: Shown, *, is_live: bool = False) -> Html:
    """Return the step that runs, the question on the wall and the timer; `is_live` leaves its figures to the script."""
    board = shown.board
    step = board.step if board.meeting_at(shown.now) else None
    asked = []
    if step is not None:
        place = element("span", place_words(board, step), class_="place")
        title = words("span", step.title, class_="title")
        asked.append(element("p", place, " ", title, class_="step"))
        asked.append(words("p", step.question, class_="asks"))
    if shown.prompt:
        lead = element("span", _("Who's not in the room?"), class_="lead")
        asked.append(element("p", lead, " ", words("span", shown.prompt), class_="prompt"))
    timer = _timer(shown, is_live=is_live)
    return element(
        "section",
        element("div", *asked, class_="asked") if asked else None,
        timer,
        id="now",
        class_="now",
        aria_label=_("Now"),
        hidden=not asked and timer is None,
    )


def _timer(shown: Shown, *, is_live: bool) -> Html | None:
    timer = shown.board.timer
    state = timer.state(shown.now)
    if state in {TimerState.OFF, TimerState.OVER}:
        return None
    is_going = state is TimerState.RUNNING and is_live
    moment = timer.ends - timer.length if is_going and timer.ends is not None else shown.now
    figures = digits(timer.remaining(moment), up=timer.counts_up)
    said = time_is_up() if state is TimerState.TIME else paused(figures) if state is TimerState.PAUSED else figures
    return element(
        "p",
        element("span", said, class_="figures", role="timer"),
        element("span", "" if is_going else left_words(timer, shown.now), class_="left"),
        class_=classes("timer", str(state)),
        id="timer",
        data_state=str(state),
        data_ends=timer.ends if state is TimerState.RUNNING and not timer.counts_up else None,
        data_started=timer.started if state is TimerState.RUNNING and timer.counts_up else None,
        data_length=timer.length or None,
        data_time=time_is_up(),
        data_over=_("Time. Finish what you are saying."),
        data_more=more_than_half(),
        data_less=less_than_half(),
        data_nearly=nearly_over(),
    )


def everyone_looks(shown: Shown) -> Html:
    """Return the card that somebody asks everyone to look at, whole; hidden where there is none."""
    asked = shown.attending.shown
    record = shown.board.records.get(asked.entity) if asked else None
    if asked is None or not isinstance(record, Card | Absence) or record.is_gone or record.is_withheld:
        return element("section", id="shown", class_="shown", hidden=True)
    head = words("h2", _("{name} asks everyone to look here", name=asked.by), id="shown-head")
    seen = face(shown.board, record, shown.today)
    told = facts_in_words(facts(shown.board, record, shown.today), Form.PAGE)
    note = [words("p", row, class_="row") for row in seen.note.split("\n") if row.strip()]
    card = element(
        "div",
        head_of(seen),
        *(words("p", fact, class_="details") for fact in told),
        *note,
        class_=classes("card", seen.kind, "done" if seen.is_done else ""),
    )
    return element("section", head, card, id="shown", class_="shown", aria_labelledby="shown-head")


def quiet(shown: Shown) -> Html:
    """Return the page of quiet writing: what to write about, what one has written, how much others have; else hidden."""
    board, reader = shown.board, shown.reader
    if shown.writing is not Writing.QUIET:
        return element("section", id="quiet", class_="quiet", hidden=True)
    written = hidden(board)
    own = [record for record in written if not record.is_withheld and not record.is_gone]
    if not reader.writes:
        said = _("You are watching. People write for themselves now; it is shown later.")
    elif own:
        said = _("Your cards, only you see them:")
    else:
        said = _("Write for yourself. Nobody sees it yet.")
    listed = [item(face(board, record, shown.today), may_change=True, is_own=True) for record in own]
    return element(
        "section",
        element("h2", _("Quiet writing"), id="quiet-head"),
        words("p", quiet_question(board), class_="asks"),
        element("p", said),
        element("ul", *listed, class_="cards") if listed else None,
        element("p", others_words(written), class_="hint"),
        element("p", _("Hidden until a facilitator shows all."), class_="hint"),
        id="quiet",
        class_="quiet",
        aria_labelledby="quiet-head",
    )
