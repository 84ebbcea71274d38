"""The other lines: the timer, changing, moving, finding, choosing, purpose, asking."""

import pytest
from keyboard import Keyboard
from riverside import DEE, KOFI, Hall, riverside

from cofacil.board.commands.absences import CardToAbsence
from cofacil.board.commands.cards import AddCard, EditCard
from cofacil.board.commands.meetings import CloseMeeting
from cofacil.board.commands.moving import MoveCard, PutAway
from cofacil.board.commands.people import PersonLeft
from cofacil.board.commands.timer import CountUp, GiveTime, PauseTimer, StartTimer, StopTimer, TimerSeen
from cofacil.board.kinds import Kind
from cofacil.board.timer import TimerState
from cofacil.room.clock import HandClock
from cofacil.tui.keys import Press
from cofacil.tui.modes.conflict import Conflict
from cofacil.tui.modes.edit import Edit
from cofacil.tui.modes.mode import Leave, OpenPage
from cofacil.tui.modes.timer import pause_key
from cofacil.tui.router import step_for
from cofacil.tui.typed import Typed
from cofacil.tui.view import View


@pytest.fixture
def hall() -> Hall:
    return riverside()


@pytest.fixture
def at_o3(hall: Hall) -> Keyboard:
    return Keyboard(hall, View(2)).look("O3")


class TestTimer:
    @pytest.fixture
    def line(self, hall: Hall) -> Keyboard:
        return Keyboard(hall, View(2)).open("timer")

    @pytest.fixture
    def idle(self, line: Keyboard) -> Keyboard:
        """Return the line where nothing runs."""
        return line.press("0", "enter").open("timer")

    def test_figures_and_enter_start_it(self, idle: Keyboard) -> None:
        assert idle.readback == "5, 90s or 1:30, then Enter. Nothing is running."
        idle.press("1", "0")
        assert idle.readback == "Enter starts 10:00."
        idle.press("enter")
        assert idle.mode is None
        assert idle.board.timer.remaining(idle.hall.now) == 600_000

    @pytest.mark.parametrize(
        ("typed", "seconds"),
        [("90s", 90), ("1:30", 90), ("1m30", 90), ("45 s", 45), ("1h", 3600), ("٥", 300), ("1h 5 min", 3900)],
    )
    def test_lengths_are_typed_as_people_say_them(self, idle: Keyboard, typed: str, seconds: int) -> None:
        idle.press(typed, "enter")
        assert idle.mode is None
        assert idle.board.timer.remaining(idle.hall.now) == seconds * 1000

    @pytest.mark.parametrize("typed", ["3.5", "3,5", "5x", "abc", "1:75", "5-10", "½", "²"])
    def test_what_it_cannot_read_is_refused_and_kept(self, idle: Keyboard, typed: str) -> None:
        asked = len(idle.submitted)
        idle.press(typed, "enter")
        assert idle.sentence == f'"{typed}" is no length I know. Try 5, 90s, 1:30, 1m30.'
        assert idle.typed == typed
        assert len(idle.submitted) == asked
        assert idle.readback == "No length yet: 5, 90s, 1:30, 1m30; 0 stops it."

    def test_a_paste_is_typed_too(self, idle: Keyboard) -> None:
        idle.paste("-5\n")
        assert idle.typed == "-5"
        idle.press("enter")
        assert idle.sentence.startswith('"-5" is no length I know.')
        idle.press("ctrl+u").paste("1:30")
        idle.press("enter")
        assert idle.board.timer.remaining(idle.hall.now) == 90_000

    @pytest.mark.parametrize("typed", ["9999", "25h", "24:00:01", "99999s"])
    def test_longer_than_a_day_is_refused_and_kept(self, idle: Keyboard, typed: str) -> None:
        idle.press(typed, "enter")
        assert idle.sentence == "The timer takes a second to 24 hours. It is as it was."
        assert idle.typed == typed
        assert idle.mode is not None

    @pytest.mark.parametrize("typed", ["999999", "25h", "24:00:01"])
    def test_longer_than_a_day_is_not_offered_in_the_place_of_a_timer_that_runs(
        self, line: Keyboard, typed: str
    ) -> None:
        line.press(typed)
        assert line.readback == "The timer takes a second to 24 hours. It is as it was."
        line.press("enter")
        assert line.readback == "The timer takes a second to 24 hours. It is as it was."
        assert line.sentence == "The timer takes a second to 24 hours. It is as it was."
        assert line.typed == typed

    @pytest.mark.parametrize("nothing", ["0", "00", "0:00", "0s", "٠"])
    def test_nought_stops_it_in_whichever_way_it_is_written(self, line: Keyboard, nothing: str) -> None:
        line.press(nothing)
        assert line.readback == "Enter stops the timer."
        line.press("enter")
        assert line.submitted == [StopTimer()]

    def test_a_timer_that_runs_is_not_replaced_unasked(self, line: Keyboard) -> None:
        before = line.board.timer
        assert line.readback == "5, 90s or 1:30, then Enter. Now running: 06:12."
        line.press("5")
        assert line.readback == "05:00. Now on the clock: 06:12."
        line.press("enter")
        assert (line.submitted, line.board.timer) == ([], before)
        assert line.readback == "06:12 is on the clock. Enter again: 05:00 instead."
        line.press("enter")
        assert line.mode is None
        assert line.board.timer.remaining(line.hall.now) == 300_000

    def test_another_length_is_asked_about_anew(self, line: Keyboard) -> None:
        line.press("5", "enter", "5", "enter")
        assert not line.submitted
        assert line.readback == "06:12 is on the clock. Enter again: 55:00 instead."

    def test_one_that_stands_still_is_not_replaced_unasked_either(self, line: Keyboard) -> None:
        line.press("p", "5", "enter")
        assert line.submitted == [PauseTimer()]
        line.press("enter")
        assert line.board.timer.remaining(line.hall.now) == 300_000

    def test_one_that_others_start_meanwhile_is_not_replaced(self, idle: Keyboard) -> None:
        idle.press("5")
        assert idle.mode is not None
        step = idle.mode.press(Press("enter"), idle.desk())
        assert step is not None
        idle.hall.do(StartTimer(20))
        idle.take(step)
        assert idle.sentence == "Another timer was started meanwhile. It goes on."
        assert idle.typed == "5"
        assert idle.board.timer.remaining(idle.hall.now) == 20 * 60_000

    def test_a_timer_at_zero_is_replaced_unasked(self, line: Keyboard, hall: Hall) -> None:
        hall.at("19:04")
        line.press("5", "enter")
        assert line.board.timer.remaining(hall.now) == 300_000

    def test_counting_up_asks_first_where_a_timer_goes(self, hall: Hall) -> None:
        counting = Keyboard(hall, View(2)).open("count_up")
        assert not counting.submitted
        assert counting.lead == "06:12 is on the clock. Count up from nothing instead?"
        counting.press("enter")
        assert counting.board.timer.counts_up

    @pytest.mark.parametrize("key", ["p", "P"])
    def test_a_letter_pauses_and_goes_on_and_the_line_stays(self, line: Keyboard, key: str) -> None:
        assert "p pause" in line.offered
        line.press(key)
        assert line.board.timer.state(line.hall.now) is TimerState.PAUSED
        assert line.readback == "Standing still at 06:12. p goes on."
        assert "p go on" in line.offered
        line.press(key)
        assert line.board.timer.state(line.hall.now) is TimerState.RUNNING
        line.press("0", "enter").open("timer").press("p")
        assert line.sentence == "Nothing is running."

    def test_a_group_that_opens_the_timer_by_that_letter_has_another(self) -> None:
        assert (pause_key("t"), pause_key("p")) == ("p", "g")

    def test_the_key_row_offers_what_can_be_done_now(self, line: Keyboard, hall: Hall) -> None:
        assert line.offered == ["5 Enter start", "p pause", "+ - a minute", "0 Enter stop", "t large", "Esc close"]
        assert line.press("5").offered == ["Enter start", "Esc close"]
        line.press("backspace")
        hall.at("19:04")
        assert line.offered == ["5 Enter start", "+ - a minute", "t large", "Esc close"]
        assert line.press("0", "enter").open("timer").offered == ["5 Enter start", "t large", "Esc close"]
        line.hall.do(CountUp())
        assert line.open("timer").offered == ["5 Enter start", "p pause", "0 Enter stop", "t large", "Esc close"]

    def test_enter_alone_closes_and_changes_nothing(self, line: Keyboard) -> None:
        line.press("enter")
        assert line.mode is None
        assert not line.submitted

    def test_plus_and_minus_give_and_take_a_minute_and_the_line_stays(self, line: Keyboard) -> None:
        line.press("+", "+", "-")
        assert line.submitted == [GiveTime(1), GiveTime(1), GiveTime(-1)]
        assert line.board.timer.remaining(line.hall.now) == (7 * 60 + 12) * 1000
        assert line.mode is not None

    def test_nothing_less_than_nothing_is_left(self, line: Keyboard) -> None:
        line.press("------")
        assert line.board.timer.remaining(line.hall.now) == 12_000
        line.press("-")
        assert line.sentence == "Less than a minute is left: 0 Enter stops it."

    def test_nought_stops_it_and_a_minute_more_is_then_refused(self, line: Keyboard) -> None:
        line.press("0", "enter")
        assert line.submitted == [StopTimer()]
        line.open("timer").press("+")
        assert line.sentence == "No timer is running down. Type minutes, then Enter."

    def test_zero_stands_until_enter_and_plus_gives_a_minute(self, line: Keyboard, hall: Hall) -> None:
        hall.at("19:04")
        assert line.readback == "Time. + gives a minute, Enter takes the word off the wall."
        line.press("+")
        assert line.board.timer.remaining(hall.now) == 60_000
        hall.at("19:06")
        line.press("enter")
        assert isinstance(line.submitted[-1], TimerSeen)
        assert line.board.timer.state(hall.now) is TimerState.OVER

    @pytest.mark.parametrize("key", ["t", "T"])
    def test_t_again_is_the_large_one(self, line: Keyboard, key: str) -> None:
        line.press(key)
        assert line.mode is None
        assert line.errands == [OpenPage("big_timer")]

    def test_esc_changes_nothing(self, line: Keyboard) -> None:
        line.press("5", "escape")
        assert line.mode is None
        assert not line.submitted


class TestEdit:
    @pytest.fixture
    def line(self, at_o3: Keyboard) -> Keyboard:
        return at_o3.open("edit")

    def edit(self, line: Keyboard) -> Edit:
        assert isinstance(line.mode, Edit)
        return line.mode

    def test_the_words_are_open_first_and_enter_keeps_them(self, line: Keyboard, hall: Hall) -> None:
        assert self.edit(line).words.text == "Cooking for twenty, if somebody lends me pans"
        assert line.notice == "You are changing O3."
        line.press(" and lids", "enter")
        assert line.board.card(hall.called("O3")).text.endswith("pans and lids")
        assert line.mode is None

    def test_tab_goes_round_the_four_parts(self, line: Keyboard) -> None:
        seen = [self.edit(line.press("tab")).part for _ in range(4)]
        assert seen == ["note", "who", "when", "words"]
        assert self.edit(line.press("shift+tab")).part == "when"

    @pytest.mark.parametrize("key", ["tab", "shift+tab"])
    def test_tab_with_no_name_to_finish_leaves_who_and_its_cursor_alone(self, line: Keyboard, key: str) -> None:
        line.press("tab", "tab", "ctrl+u", "@zzz", "left", "left", key)
        assert self.edit(line).who == Typed("@zzz", 2)
        line.press("shift+tab" if key == "tab" else "tab", "end", " @pri", key)
        assert self.edit(line).who.text == "@zzz @Priya "

    def test_enter_in_the_note_is_a_new_row_and_esc_goes_back_to_the_words(self, line: Keyboard, hall: Hall) -> None:
        line.press("tab", "one", "enter", "two", "escape")
        assert self.edit(line).part == "words"
        line.press("enter")
        assert line.board.card(hall.called("O3")).note == "one\ntwo"

    def test_esc_in_the_words_leaves_it_as_it_was(self, line: Keyboard) -> None:
        line.press("tab", "escape", "escape")
        assert line.sentence == "It is as it was."
        assert not line.submitted
        assert line.mode is None

    def test_esc_in_words_that_were_changed_lets_them_wait_with_the_note(self, line: Keyboard) -> None:
        line.press(" and lids", "tab", "a note", "escape", "escape")
        assert line.sentence == "Not kept yet. Your words wait: e takes them up again."
        assert not line.submitted
        edit = self.edit(line.open("edit"))
        assert (edit.words.text.endswith(" and lids"), edit.note.text) == (True, "a note")

    @pytest.mark.parametrize("tabs", [1, 2, 3])
    def test_esc_beside_the_words_is_said_to_go_back_to_them_and_does(self, line: Keyboard, tabs: int) -> None:
        assert line.foot.offers[-1].words == "leave it as it was"
        line.press(*["tab"] * tabs)
        assert line.foot.offers[-1].words == "back to the words, Enter there keeps"
        line.press("escape")
        assert self.edit(line).part == "words"

    def test_who_and_when(self, line: Keyboard, hall: Hall) -> None:
        line.press("tab", "tab")
        assert self.edit(line).who.text == "@sam"
        line.press("ctrl+u", "@mo", "tab", "fri")
        assert line.readback == "by Fri 27 November 2026 (in 5 days)"
        line.press("enter")
        card = line.board.card(hall.called("O3"))
        assert (card.said, card.when) == ("mo", "2026-11-27")

    @pytest.mark.parametrize(
        ("who", "said"),
        [
            ("@rhys @mo", "Rhys (new: Enter asks) and Mo will."),
            ("rhys sian @us", '"rhys sian" is no name: write @ before each.'),
            ("sian", "Siân will."),
            ("@us @'Bert", "'Bert (new: Enter asks) and us here will."),
            ('@"Mary Ann" @Lin', "Mary Ann (new: Enter asks) and Lin will."),
            ('"Mary Ann" Lin', "Mary Ann (new: Enter asks) and Lin will."),
        ],
    )
    def test_who_would_be_new_is_said_before_enter(self, hall: Hall, who: str, said: str) -> None:
        line = Keyboard(hall, View(3)).look("A1").open("edit").press("tab", "tab", "ctrl+u", who)
        assert line.readback == said

    def test_who_said_it_would_be_new(self, line: Keyboard) -> None:
        line.press("tab", "tab", "ctrl+u", "rhys")
        assert line.readback == "said by Rhys (new: added as here)."

    def test_tab_goes_through_all_whom_a_name_could_mean_and_on_where_it_is_one(self, line: Keyboard) -> None:
        line.press("tab", "tab", "ctrl+u", "@s", "tab")
        assert (self.edit(line).who.text, self.edit(line).part) == ("@Sam ", "who")
        line.press("tab")
        assert (self.edit(line).who.text, self.edit(line).part) == ("@Siân ", "who")
        line.press("ctrl+u", "gra", "tab")
        assert (self.edit(line).who.text, self.edit(line).part) == ("@Grace ", "when")

    def test_the_first_letter_takes_the_place_of_the_whole_day(self, hall: Hall) -> None:
        line = Keyboard(hall, View(3)).look("A2").open("edit").press("shift+tab")
        assert self.edit(line).when.text == "Fri 27 November 2026"
        line.press("sat", "enter")
        assert line.board.card(hall.called("A2")).when == "2026-11-28"

    def test_a_day_that_is_not_touched_is_not_written(self, hall: Hall) -> None:
        line = Keyboard(hall, View(3)).look("A2").open("edit").press(" soon", "enter")
        command = line.submitted[-1]
        assert isinstance(command, EditCard)
        assert (command.when, command.owners, command.note, command.said) == (None, None, None, None)

    def test_an_emptied_day_is_no_day(self, hall: Hall) -> None:
        line = Keyboard(hall, View(3)).look("A2").open("edit").press("shift+tab", "ctrl+u", "enter")
        assert line.board.card(hall.called("A2")).when == ""

    @pytest.mark.parametrize("who", ["@s @tom", "s, tom"])
    def test_tab_chooses_the_name_in_question_before_the_others(self, hall: Hall, who: str) -> None:
        line = Keyboard(hall, View(3)).look("A1").open("edit").press("tab", "tab", "ctrl+u", who, "tab")
        assert isinstance(line.mode, Edit)
        assert (line.mode.who.text.replace(",", ""), line.mode.part) == ("@Sam @tom", "who")
        line.press("tab")
        assert line.mode.who.text == "@Siân @tom"

    @pytest.mark.parametrize("sign", ["^5/12", "@mo", "by:fri"])
    def test_a_sign_in_the_words_is_said_to_stay_one(self, line: Keyboard, sign: str) -> None:
        assert line.readback == ""
        line.press(f" by {sign} and 2^3 @ home")
        assert line.readback == f'"{sign}" stays words here. Tab goes on to who and when.'
        line.press("tab")
        assert "stays words" not in line.readback

    def test_a_sign_that_stood_there_already_is_no_news(self, hall: Hall) -> None:
        hall.say("A1", "Ring ^fri @mo")
        line = Keyboard(hall, View(3)).look("A1").open("edit").press(" now")
        assert line.readback == ""

    def test_owners_of_an_action_may_be_several_and_us(self, hall: Hall) -> None:
        line = Keyboard(hall, View(3)).look("A1").open("edit").press("tab", "tab")
        assert self.edit(line).who.text == "@mo @tom"
        line.press(" @us @rhys", "enter", "3")
        card = line.board.card(hall.called("A1"))
        assert card.owners == ("mo", "rhys", "room", "tom")
        assert line.board.name_of("rhys") == "Rhys"

    def test_who_said_it_stays_so_when_others_say_i_will_too(self, hall: Hall) -> None:
        line = Keyboard(hall, View(3)).look("A1").open("edit").press("tab", "tab", " @rhys", "enter", "3")
        card = line.board.card(hall.called("A1"))
        assert (card.owners, card.said) == (("mo", "rhys", "tom"), "tom")
        line.open("edit").press("tab", "tab", "ctrl+u", "@rhys", "enter")
        assert line.board.card(hall.called("A1")).said == "rhys"

    def test_a_person_with_a_blank_in_their_name_stays_who_they_are(self, hall: Hall) -> None:
        hall.do(AddCard("card/two", Kind.ACTION, "Ring them", owners=("Mary Jane",), newcomers=("Mary Jane",)))
        line = Keyboard(hall, View(3)).look("A3").open("edit").press(" soon", "enter")
        assert line.board.card("card/two").owners == ("mary-jane",)

    @pytest.mark.parametrize(
        ("who", "sentence"),
        [
            ("@sam and more", '"and more" is no name: write @ before each.'),
            ("@s", "Tab chooses: @s could be Sam or Siân."),
        ],
    )
    def test_who_cannot_be_read_keeps_nothing(self, line: Keyboard, who: str, sentence: str) -> None:
        line.press("tab", "tab", "ctrl+u", who, "enter")
        assert line.sentence == sentence
        assert not line.submitted

    def test_a_day_that_cannot_be_read_keeps_nothing(self, line: Keyboard) -> None:
        line.press("shift+tab", "nxt", "enter")
        assert line.sentence == '"nxt" is not a day I know. Try fri, 3/12, in 2 weeks.'
        assert not line.submitted

    def test_emptied_words_are_refused_and_stay_open(self, line: Keyboard) -> None:
        line.press("ctrl+u", "enter")
        assert line.sentence == "There is nothing to read in that yet. Type the words, then Enter."
        assert line.mode is not None

    def test_up_and_down_move_through_the_rows_of_a_note(self, line: Keyboard) -> None:
        line.press("tab", "first", "enter", "second", "up", "X", "down", "Y")
        assert self.edit(line).note.text == "firstX\nsecondY"

    def test_a_paste_keeps_its_rows_in_the_note_only(self, line: Keyboard) -> None:
        line.press("ctrl+u").paste("one\ntwo").press("tab").paste("three\r\nfour")
        assert (self.edit(line).words.text, self.edit(line).note.text) == ("one two", "three\nfour")
        line.paste("x" * 100_000)
        assert line.sentence == "That is 100,000 letters; a note takes 10,000. Paste it in parts."

    def test_struck_out_words_are_not_opened(self, at_o3: Keyboard) -> None:
        at_o3.open("strike_out").press("enter").open("edit")
        assert at_o3.mode is None
        assert at_o3.sentence == "O3 is struck out at somebody's wish. It stays so."

    def test_the_second_to_keep_other_words_is_asked(self, line: Keyboard, hall: Hall) -> None:
        hall.do(EditCard(hall.called("O3"), text="Cooking for thirty"), DEE)
        line.press(" please", "enter")
        assert isinstance(line.mode, Conflict)
        assert line.sentence == "Dee kept other words first. Yours are kept too: 1 both, 2 yours, 3 theirs."
        assert "Cooking for thirty" in line.panel
        assert "lends me pans please" in line.panel

    @pytest.mark.parametrize(
        ("key", "text", "note"),
        [
            ("1", "Cooking for thirty", "Cooking for twenty, if somebody lends me pans please"),
            ("2", "Cooking for twenty, if somebody lends me pans please", ""),
            ("3", "Cooking for thirty", ""),
        ],
    )
    def test_both_yours_or_theirs(self, line: Keyboard, hall: Hall, key: str, text: str, note: str) -> None:
        hall.do(EditCard(hall.called("O3"), text="Cooking for thirty"), DEE)
        line.press(" please", "enter", key)
        card = line.board.card(hall.called("O3"))
        assert (card.text, card.note) == (text, note)
        assert line.mode is None

    def test_esc_at_the_choice_goes_back_to_the_words_typed(self, line: Keyboard, hall: Hall) -> None:
        hall.do(EditCard(hall.called("O3"), text="Cooking for thirty"), DEE)
        line.press("tab", "Needs pans", "shift+tab", " please", "enter", "escape")
        assert self.edit(line).words.text.endswith("pans please")
        assert self.edit(line).note.text == "Needs pans"
        assert line.board.card(hall.called("O3")).text == "Cooking for thirty"
        line.press("enter")
        assert isinstance(line.mode, Conflict)

    def test_theirs_loses_no_note_when_the_board_refuses_it(self, line: Keyboard, hall: Hall) -> None:
        hall.do(EditCard(hall.called("O3"), text="Cooking for thirty"), DEE)
        line.press("tab", "Needs pans", "shift+tab", " please", "enter")
        hall.do(PutAway(hall.called("O3")), DEE)
        line.press("3")
        assert isinstance(line.mode, Conflict)
        assert line.sentence.startswith("O3 was put away")
        line.press("escape")
        assert self.edit(line).note.text == "Needs pans"

    def test_theirs_says_so_once_the_rest_is_kept(self, line: Keyboard, hall: Hall) -> None:
        hall.do(EditCard(hall.called("O3"), text="Cooking for thirty"), DEE)
        line.press("tab", "Needs pans", "shift+tab", " please", "enter", "3")
        card = line.board.card(hall.called("O3"))
        assert (card.text, card.note, line.sentence) == ("Cooking for thirty", "Needs pans", "Theirs stay.")
        assert line.mode is None

    @pytest.mark.parametrize(
        ("key", "note"), [("1", "Gas only\nNeeds pans"), ("2", "Needs pans"), ("3", "Gas only"), ("escape", "Gas only")]
    )
    def test_two_who_change_one_note_are_asked_too(self, line: Keyboard, hall: Hall, key: str, note: str) -> None:
        hall.do(EditCard(hall.called("O3"), note="Gas only"), DEE)
        line.press("tab", "Needs pans", "shift+tab", "enter")
        assert isinstance(line.mode, Conflict)
        assert line.sentence == "Dee kept another note first. Yours is kept too: 1 both, 2 yours, 3 theirs."
        assert "Somebody kept another note first:\n     Gas only" in line.panel
        assert "Yours:\n     Needs pans" in line.panel
        assert "other words" not in line.panel
        line.press(key)
        card = line.board.card(hall.called("O3"))
        assert (card.text, card.note) == ("Cooking for twenty, if somebody lends me pans", note)

    def test_of_a_note_both_wrote_on_both_additions_stay_once(self, hall: Hall) -> None:
        hall.do(EditCard(hall.called("O3"), note="Gas only"))
        line = Keyboard(hall, View(2)).look("O3").open("edit")
        hall.do(EditCard(hall.called("O3"), note="Gas only\nAsk Bea"), DEE)
        line.press("tab", "enter", "Needs pans", "shift+tab", "enter", "1")
        assert line.board.card(hall.called("O3")).note == "Gas only\nAsk Bea\nNeeds pans"

    def test_words_and_note_may_meet_at_once(self, line: Keyboard, hall: Hall) -> None:
        hall.do(EditCard(hall.called("O3"), text="Cooking for thirty", note="Gas only"), DEE)
        line.press("tab", "Needs pans", "shift+tab", " please", "enter")
        assert line.sentence.startswith("Dee kept other words and another note first.")
        assert "Cooking for thirty" in line.panel
        assert "Gas only" in line.panel
        line.press("1")
        card = line.board.card(hall.called("O3"))
        assert card.text == "Cooking for thirty"
        assert card.note == "Gas only\nCooking for twenty, if somebody lends me pans please\nNeeds pans"

    def test_a_part_that_meets_only_at_the_choice_is_asked_for_too(self, line: Keyboard, hall: Hall) -> None:
        hall.do(EditCard(hall.called("O3"), text="Cooking for thirty"), DEE)
        line.press("tab", "Needs pans", "shift+tab", " please", "enter")
        hall.do(EditCard(hall.called("O3"), note="Gas only"), DEE)
        line.press("2")
        assert isinstance(line.mode, Conflict)
        assert line.board.card(hall.called("O3")).note == "Gas only"
        line.press("2")
        card = line.board.card(hall.called("O3"))
        assert (card.text.endswith("pans please"), card.note) == (True, "Needs pans")

    def test_an_offer_has_one_speaker_and_says_who_is_not_kept(self, line: Keyboard, hall: Hall) -> None:
        line.press("tab", "tab")
        assert line.readback == "@name of who said it; empty for the room. Enter keeps."
        line.press(" @rhys")
        assert line.readback == "said by Sam. One card has one speaker: Rhys is not kept."
        line.press("ctrl+u", "@mo @rhys", "enter")
        assert line.board.card(hall.called("O3")).said == "mo"
        assert "rhys" not in line.board.here

    def test_an_action_may_have_as_many_as_there_are(self, hall: Hall) -> None:
        line = Keyboard(hall, View(3)).look("A1").open("edit").press("tab", "tab")
        assert line.readback.startswith("@name, as many as you like")

    def test_a_day_among_the_names_is_not_dropped_unsaid(self, line: Keyboard) -> None:
        line.press("tab", "tab", " ^fri", "enter")
        assert line.sentence == "Only names fit here, no day. It has its own line: Tab goes there."
        assert not line.submitted

    def test_a_note_typed_meanwhile_is_not_lost_with_the_choice(self, line: Keyboard, hall: Hall) -> None:
        hall.do(EditCard(hall.called("O3"), text="Cooking for thirty"), DEE)
        line.press("tab", "Needs the kitchen", "shift+tab", " please", "enter", "2")
        assert line.board.card(hall.called("O3")).note == "Needs the kitchen"

    def test_a_card_that_was_put_away_meanwhile_says_so_and_the_words_stay(self, line: Keyboard, hall: Hall) -> None:
        hall.do(PutAway(hall.called("O3")), DEE)
        line.press(" please", "enter")
        assert line.sentence == "O3 was put away while you were looking at it. Its words are kept."
        assert self.edit(line).words.text.endswith("please")


class TestMove:
    @pytest.fixture
    def line(self, at_o3: Keyboard) -> Keyboard:
        return at_o3.open("move")

    def labels(self, line: Keyboard, kind: Kind) -> list[str]:
        return [card.label for card in line.board.columns[kind]]

    def test_a_figure_puts_it_down_at_once_and_it_keeps_its_label(self, line: Keyboard) -> None:
        line.press("3")
        assert self.labels(line, Kind.ACTION) == ["A1", "A2", "O3"]
        assert line.mode is None
        assert line.view.column == 3

    def test_arrows_carry_it_and_enter_is_one_event(self, line: Keyboard, hall: Hall) -> None:
        before = hall.board.position
        line.press("down", "down", "up")
        assert line.notice == "Nothing has changed yet."
        assert hall.board.position == before
        carried = line.mode.board(line.desk()) if line.mode else hall.board
        assert [card.label for card in carried.columns[Kind.OFFER]][:4] == ["O1", "O2", "O4", "O3"]
        line.press("enter")
        assert self.labels(line, Kind.OFFER)[:4] == ["O1", "O2", "O4", "O3"]
        assert hall.board.position == before + 1

    def test_left_carries_it_to_the_column_beside(self, line: Keyboard) -> None:
        line.press("left", "enter")
        assert self.labels(line, Kind.QUESTION) == ["Q1", "Q2", "O3", "Q3", "Q4", "Q5"]

    @pytest.mark.parametrize("keys", [("escape",), ("right", "down", "escape"), ("right", "right", "right", "escape")])
    def test_esc_puts_it_back_where_it_was(self, line: Keyboard, keys: tuple[str, ...]) -> None:
        line.press(*keys)
        assert not line.submitted
        assert line.sentence == "It is back where it was. Nothing has changed."
        in_hand = line.view.in_hand(line.board)
        assert in_hand
        assert in_hand.label == "O3"

    def test_enter_without_a_move_changes_nothing(self, line: Keyboard) -> None:
        line.press("enter")
        assert not line.submitted
        assert line.mode is None

    @pytest.mark.parametrize("keys", [("5",), ("right", "right", "right", "enter")])
    def test_to_5_it_becomes_an_absence(self, line: Keyboard, keys: tuple[str, ...]) -> None:
        line.press(*keys)
        assert isinstance(line.submitted[-1], CardToAbsence)
        absence = line.board.absences[-1]
        assert (absence.who, absence.word("card")) == (
            "Cooking for twenty, if somebody lends me pans", line.hall.called("O3")
        )  # fmt: skip
        assert "O3" not in self.labels(line, Kind.OFFER)
        assert line.view.in_hand(line.board) == absence

    def test_others_may_add_while_it_is_carried(self, line: Keyboard, hall: Hall) -> None:
        line.press("down")
        hall.card("Between", Kind.OFFER, seat=KOFI)
        line.press("enter")
        assert self.labels(line, Kind.OFFER)[:4] == ["O1", "O2", "O4", "O3"]

    def test_what_was_put_away_meanwhile_is_said_and_the_line_ends(self, line: Keyboard, hall: Hall) -> None:
        hall.do(PutAway(hall.called("O3")), DEE)
        line.press("down", "enter")
        assert line.mode is None
        assert line.sentence == "O3 was put away while you were looking at it. Its words are kept."

    def test_those_not_here_keep_their_place(self, hall: Hall) -> None:
        line = Keyboard(hall, View(5)).look("N2").open("move")
        assert line.mode is None
        assert line.sentence == "N2 keeps its place: those who are not here stand in the order they were named."

    def test_home_and_end_carry_it_all_the_way(self, line: Keyboard) -> None:
        line.press("end", "enter")
        assert self.labels(line, Kind.OFFER)[-1] == "O3"
        line.open("move").press("home", "enter")
        assert self.labels(line, Kind.OFFER)[0] == "O3"

    @pytest.mark.parametrize("key", ["6", "0", "x", " ", "12"])
    def test_other_keys_mean_nothing(self, line: Keyboard, key: str) -> None:
        if key == "12":
            line.press("1")
            assert line.submitted == [MoveCard(line.hall.called("O3"), Kind.QUESTION, None)]
            return
        line.press(key)
        assert line.mode is not None
        assert not line.submitted


class TestFind:
    @pytest.fixture
    def line(self, at_o3: Keyboard) -> Keyboard:
        return at_o3.open("find")

    def found(self, line: Keyboard) -> list[str]:
        only = line.mode.view(line.desk()).only if line.mode else ()
        return [line.board.label_of(line.board.records[entity]) for entity in only or ()]

    def test_a_label_as_it_is_said_aloud(self, line: Keyboard) -> None:
        line.press("o4")
        assert self.found(line)[0] == "O4"
        line.press("enter")
        in_hand = line.view.in_hand(line.board)
        assert in_hand
        assert in_hand.label == "O4"
        assert line.mode is None

    @pytest.mark.parametrize(
        ("words", "labels"),
        [("caretaker", ["O4", "A2"]), ("CARETAKER second", ["A2"]), ("grace", ["Q1", "O7", "I2"]), ("under", ["N2"])],
    )
    def test_words_or_a_name(self, line: Keyboard, words: str, labels: list[str]) -> None:
        line.press(words)
        assert sorted(self.found(line)) == sorted(labels)

    def test_a_slip_of_the_finger_is_read_and_said(self, line: Keyboard) -> None:
        line.press("caretakr")
        assert line.readback == '2 cards. "caretakr" read as "caretaker".'

    def test_nothing_found_says_so(self, line: Keyboard) -> None:
        line.press("zzzzzz")
        assert line.readback == "Nothing on the wall has these words. Fewer letters find more."
        line.press("enter")
        assert line.sentence == "Nothing to go to yet. Type other words, or Esc."
        assert line.mode is not None

    def test_arrows_choose(self, line: Keyboard) -> None:
        line.press("caretaker", "down", "down", "down", "up", "enter")
        in_hand = line.view.in_hand(line.board)
        assert in_hand
        assert in_hand.label == "O4"

    def test_tab_keeps_only_these_on_the_board_until_esc(self, line: Keyboard) -> None:
        line.press("caretaker", "tab")
        assert [card.label for card in line.view.cards(line.board, 2)] == ["O4"]
        assert line.sentence == "Only your screen shows this."
        assert line.view.found == "caretaker"

    def test_esc_goes_back_to_where_one_looked(self, line: Keyboard) -> None:
        before = line.view
        line.press("caretaker", "escape")
        assert line.view == before
        assert line.mode is None

    def test_put_away_cards_are_not_found(self, line: Keyboard, hall: Hall) -> None:
        hall.do(PutAway(hall.called("O4")))
        line.press("o4")
        assert "O4" not in self.found(line)

    def test_the_words_of_what_was_struck_out_are_not_found(self, hall: Hall) -> None:
        line = Keyboard(hall, View(2)).look("O4").open("strike_out").press("enter").open("find").press("caretaker")
        assert self.found(line) == ["A2"]


class TestPick:
    @pytest.fixture
    def line(self, hall: Hall) -> Keyboard:
        return Keyboard(hall, View(2)).look("O9").open("link")

    def test_an_offer_is_offered_questions_first_and_a_figure_ties(self, line: Keyboard, hall: Hall) -> None:
        assert "Which question or ask does it meet?" in line.panel
        assert "1 ▌ Q1   What is the garden for?" in line.panel
        line.press("3")
        assert line.mode is None
        assert len(line.board.links_of(hall.called("O9"))) == 1
        assert line.board.links_of(hall.called("O9"))[0].end == hall.called("Q3")

    def test_words_narrow_and_enter_takes_the_first(self, line: Keyboard, hall: Hall) -> None:
        line.press("wall", "enter")
        assert line.board.links_of(hall.called("O9"))[0].end == hall.called("Q4")

    def test_a_label_typed_is_taken_too(self, line: Keyboard, hall: Hall) -> None:
        line.press("i3", "enter")
        assert line.board.links_of(hall.called("O9"))[0].end == hall.called("I3")

    def test_arrows_and_enter(self, line: Keyboard, hall: Hall) -> None:
        line.press("down", "down", "enter")
        assert line.board.links_of(hall.called("O9"))[0].end == hall.called("Q2")

    def test_enter_alone_takes_nothing(self, line: Keyboard) -> None:
        line.press("enter")
        assert line.sentence == "A number, or words, then Enter."
        assert not line.submitted

    @pytest.mark.parametrize("figure", ["0", "²"])
    def test_figures_that_are_not_offered_mean_nothing(self, line: Keyboard, figure: str) -> None:
        line.press(figure)
        assert not line.submitted

    def test_nothing_fits(self, line: Keyboard) -> None:
        line.press("zzzzzz")
        assert "Nothing on the wall fits that." in line.panel
        line.press("down", "up", "enter")
        assert not line.submitted

    def test_a_card_never_meets_itself(self, line: Keyboard) -> None:
        line.press("greenhouse")
        assert "O9   I have" not in line.panel.split("meet?")[1]

    def test_an_absence_may_be_tied_as_well(self, hall: Hall) -> None:
        line = Keyboard(hall, View(5)).look("N2").open("link").press("1")
        assert len(line.board.links_of(hall.called("N2"))) == 1

    def test_bring_back_offers_the_last_put_away_first(self, hall: Hall) -> None:
        for label in ("O2", "O5"):
            hall.clock.pass_minutes(1)
            hall.do(PutAway(hall.called(label)))
        line = Keyboard(hall, View(2)).open("bring_back")
        assert line.panel.index("O5") < line.panel.index("O2")
        line.press("1")
        assert "O5" in [card.label for card in line.board.columns[Kind.OFFER]]

    def test_nothing_put_away_opens_no_line(self, hall: Hall) -> None:
        line = Keyboard(hall, View(2)).open("bring_back")
        assert line.mode is None
        assert line.sentence == "Nothing has been put away."


def test_purpose_name_and_place_one_after_the_other(hall: Hall) -> None:
    line = Keyboard(hall).open("purpose")
    assert (line.lead, line.typed) == ("What is it about?", "How do we share the garden?")
    assert line.readback == "27 letters, fits"
    line.press(" And who has the keys to it?")
    assert line.readback == "55 letters, will be shortened at the back row"
    line.press("ctrl+u", "Sharing", "enter")
    assert line.lead == "What is it called?"
    line.press("enter")
    assert line.lead == "Where do you meet?"
    line.press(", upstairs", "enter")
    assert line.mode is None
    assert (line.board.purpose, line.board.title) == ("Sharing", "Riverside garden")
    assert line.board.place == "Riverside hall, upstairs"


def test_a_board_keeps_its_name(hall: Hall) -> None:
    line = Keyboard(hall).open("purpose").press("enter", "ctrl+u", "enter")
    assert line.board.title == "Riverside garden"
    assert line.sentence.startswith("There is nothing to read in that yet.")
    line.press("escape")
    assert line.mode is None


def test_leaving_asks_and_only_enter_leaves(hall: Hall) -> None:
    line = Keyboard(hall).open("leave")
    assert line.lead == "Leave the board? Enter leaves, Esc stays. All is kept."
    for key in ("q", "y", " ", "l", "escape"):
        line.open("leave").press(key)
        assert not line.errands
    assert line.mode is None
    line.open("leave").press("enter")
    assert line.errands == [Leave()]


@pytest.mark.parametrize(
    ("guests", "unsaved", "lead"),
    [
        (1, 0, "You are sharing: one person loses the board. Leave it?"),
        (2, 0, "You are sharing: two people lose the board. Leave it?"),
        (40, 0, "You are sharing: 40 people lose the board. Leave it?"),
        (40, 1, "One thing is not saved yet: leaving loses it. Leave?"),
    ],
)
def test_leaving_says_how_many_lose_the_board_that_is_shared(hall: Hall, guests: int, unsaved: int, lead: str) -> None:
    line = Keyboard(hall)
    line.take(step_for("leave", line.desk()._replace(guests=guests, unsaved=unsaved)))
    assert line.lead == lead
    line.press("enter")
    assert line.errands == [Leave(loses=unsaved > 0)]


@pytest.mark.parametrize(
    ("guests", "others"),
    [
        (0, "Nothing has changed yet."),
        (1, "You are sharing: one person loses the board as well."),
        (2, "You are sharing: two people lose the board as well."),
    ],
)
@pytest.mark.parametrize("kind", ["unsaved", "waiting"])
def test_leaving_says_who_else_loses_the_board_where_words_are_asked_about(
    hall: Hall, guests: int, others: str, kind: str
) -> None:
    line = Keyboard(hall)
    desk = line.desk()._replace(guests=guests, **{kind: 1})  # type: ignore[arg-type]
    line.take(step_for("leave", desk))
    assert line.lead.startswith("One ")
    assert line.session.scene().sentence == others


def test_closing_the_meeting_opens_its_page_where_one_is_open(hall: Hall) -> None:
    line = Keyboard(hall).open("close_meeting")
    assert line.errands == [OpenPage("closing")]
    assert hall.board.meeting
    hall.do(CloseMeeting())
    assert Keyboard(hall).open("close_meeting").sentence == "No meeting is open."


def test_striking_out_asks_and_takes_the_words(at_o3: Keyboard, hall: Hall) -> None:
    at_o3.open("strike_out").press("escape")
    assert at_o3.sentence == "Nothing has changed."
    at_o3.open("strike_out").press("enter")
    assert at_o3.board.card(hall.called("O3")).is_struck
    assert (
        Keyboard(hall, View(5)).look("N2").open("strike_out").sentence
        == "Only a card's words can be struck out; p puts this away."
    )


def test_done_and_back_and_put_away_ask_nothing(at_o3: Keyboard, hall: Hall) -> None:
    card = hall.called("O3")
    at_o3.open("done")
    assert at_o3.board.card(card).is_done
    at_o3.open("done")
    assert not at_o3.board.card(card).is_done
    at_o3.open("put_away")
    assert at_o3.board.card(card).is_gone
    in_hand = at_o3.view.in_hand(at_o3.board)
    assert in_hand
    assert in_hand.label == "O4"


def test_a_card_may_be_cleared_of_its_search(hall: Hall) -> None:
    keyboard = Keyboard(hall, View(2)._replace(only=(hall.called("O4"),), found="caretaker")).open("find")
    keyboard.press("escape")
    assert keyboard.view.only is None
    assert isinstance(hall.clock, HandClock)


def test_a_name_mended_on_an_action_is_mended_as_its_speaker_too(hall: Hall) -> None:
    hall.do(AddCard("card/Z", Kind.ACTION, "Mend the gate", said="Tomm", owners=("Tomm",), newcomers=("Tomm",)))
    line = Keyboard(hall, View(3).to(hall.board, "card/Z")).open("edit")
    line.press("tab", "tab", "ctrl+u", "Tom", "enter")
    card = hall.board.card("card/Z")
    assert (card.said, card.owners) == ("tom", ("tom",))


def test_a_stranger_who_is_named_in_the_editor_is_asked_about_before_it_is_kept(hall: Hall) -> None:
    hall.do(AddCard("card/Z", Kind.ACTION, "Mend the gate", said="Tom", owners=("Tom",)))
    line = Keyboard(hall, View(3).to(hall.board, "card/Z")).open("edit")
    line.press(" well", "tab", "tab", "end", " @Rhys", "enter")
    assert line.readback.startswith("Rhys is not here.")
    assert line.session.mode is not None
    assert line.session.mode.editing == "card/Z"
    assert line.session.mode.unkept is not None
    assert hall.board.card("card/Z").text == "Mend the gate"
    line.press("1")
    card = hall.board.card("card/Z")
    assert (card.text, card.owners) == ("Mend the gate well", ("tom",))
    assert "rhys" not in hall.board.here
    assert hall.board.absences[-1].who == "Rhys"
    line.open("edit").press("tab", "tab", "end", " @Rhys", "enter", "2")
    assert hall.board.card("card/Z").marks == ("suggestion",)
    line.open("edit").press("tab", "tab", "end", " @Rhys", "enter", "3")
    assert hall.board.card("card/Z").owners == ("rhys", "tom")
    assert "rhys" in hall.board.here


def test_who_went_home_keeps_what_they_said_and_is_not_asked_about_again(hall: Hall) -> None:
    hall.do(AddCard("card/Z", Kind.ACTION, "Mend the gate", said="Priya", owners=("Priya",)))
    hall.do(PersonLeft("priya"))
    Keyboard(hall, View(3).to(hall.board, "card/Z")).open("edit").press("tab", "tab", "end", " @Tom", "enter")
    assert hall.board.card("card/Z").owners == ("priya", "tom")


def test_who_heard_a_card_stays_who_heard_it_whoever_changes_it(hall: Hall) -> None:
    line = Keyboard(hall, View(2), seat=DEE).look("O3").open("edit")
    over = "\n".join(strip.text for strip in line.mode.over_hand(line.session.desk())) if line.mode else ""
    assert "as heard by Ana" in over
