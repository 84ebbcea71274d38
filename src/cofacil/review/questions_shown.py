"""The questions that were on the wall in a meeting, in the order in which they came."""

from collections.abc import Iterator

from cofacil.board.prompts import Prompt
from cofacil.review.meetings import MeetingHeld
from cofacil.review.replay import Replay


def questions_shown(replay: Replay, meeting: MeetingHeld) -> tuple[Prompt, ...]:
    """Return each question that was on the wall when something happened, once; none in a meeting without a deck."""
    return tuple({prompt.id: prompt for prompt in _shown(replay, meeting)}.values())


def _shown(replay: Replay, meeting: MeetingHeld) -> Iterator[Prompt]:
    for position in range(meeting.first, meeting.last + 1):
        # What the clock had brought up before it happened, and what came up by it.
        for prompt in (
            replay.moment(position - 1, replay.time_of(position)).prompt,
            replay.moment(position).prompt,
        ):
            if prompt is not None:
                yield prompt
