"""The room view: large type is few words, not big letters. Air between cards, and no keys but one."""

from collections.abc import Sequence

from textual.strip import Strip

from cofacil.board.kinds import IN_COLUMN, KINDS, NOT_HERE
from cofacil.language.catalog import _
from cofacil.tui.paint.brush import Signs
from cofacil.tui.paint.cards import Face, face, who_of
from cofacil.tui.paint.columns import Span, pair_of
from cofacil.tui.paint.foot import foot, saved_state
from cofacil.tui.paint.head import timer_pieces
from cofacil.tui.paint.key_row import KeyRow
from cofacil.tui.paint.picture import Picture
from cofacil.tui.paint.row import beside, blank, row
from cofacil.tui.paint.scene import Scene
from cofacil.tui.paint.scrolling import Visible, visible
from cofacil.tui.paint.text import cell_len, cut, fit, wrap
from cofacil.tui.paint.window import Window

_MARGIN = 5


def paint_room(scene: Scene) -> Picture:
    """Return the column in hand with air around it, readable from the back row; from 120 columns two side by side."""
    brush, width = scene.brush, scene.width
    ground = scene.brush.style("screen")
    rows = [_purpose(scene), blank(width, ground)]
    bottom, keys = foot(scene) if scene.foot else ([_last(scene)], KeyRow())
    question = _question(scene)
    height = max(3, scene.height - len(rows) - len(bottom) - len(question) - 2)
    numbers = _numbers(scene)
    cells = width // len(numbers)
    view, shown = scene.view, {}
    heads = []
    for number in numbers:
        shown[number] = _column(scene, number, cells, height)
        view = view.scrolled(number, shown[number].top) if shown[number].top != view.tops[number - 1] else view
        kind = IN_COLUMN.get(number)
        name = f"{_(kind.plural) if kind else _('Not here')} {len(scene.board.column(number))}".upper()
        heads.append(row(cells, [(" " * _MARGIN, ground), (name, brush.style("title"))], ground))
    rows += [beside(heads, width, ground), blank(width, ground)]
    rows += [beside([shown[n].rows[y] for n in numbers], width, ground) for y in range(height)]
    rows += [*question, *bottom]
    columns = {number: Span(at * cells, (at + 1) * cells) for at, number in enumerate(numbers)}
    return Picture(tuple(rows[: scene.height]), view, shown, 4, columns, keys=keys)


def _numbers(scene: Scene) -> tuple[int, ...]:
    column = scene.view.column
    if scene.width < 120 or column == NOT_HERE:
        return (column,)
    return pair_of(column)


def _column(scene: Scene, number: int, width: int, height: int) -> Visible:
    cards, hand = scene.view.cards(scene.board, number), scene.view.place(scene.board, number)
    is_ours = number == scene.view.column

    def block(at: int) -> Sequence[Strip]:
        return _card(face(scene.board, cards[at], scene.brush.signs, in_hand=is_ours and at == hand), width, scene)

    window = Window(width, height, scene.brush)
    return visible(len(cards), hand if is_ours else None, scene.view.tops[number - 1], block, window)


def _card(card: Face, width: int, scene: Scene) -> list[Strip]:
    brush, ground = scene.brush, scene.brush.style("screen")
    style = brush.style("card_in_hand" if card.in_hand else "card")
    quiet = brush.style("card_detail_in_hand" if card.in_hand else "card_detail")
    who = 10 if width >= 60 else 2 if card.has_note else 0
    words = width - _MARGIN - 5 - who - (2 if who else 1)
    out = []
    for number, line in enumerate(wrap(card.text, words, 3, brush.signs.more)):
        mark = (brush.signs.mark, brush.style(f"mark.{card.role}")) if card.in_hand else (" ", ground)
        label = fit(card.label if number == 0 else "", 5)
        name = fit(who_of(card, who - 1, brush) if number == 0 else "", who)
        tick = brush.signs.done if card.is_done and number == 0 else " "
        pieces = [mark, (" " * (_MARGIN - 2) + tick, style), (label, style), (fit(line, words), style)]
        out.append(row(width, pieces, style, [(name, quiet)]))
    if (kind := KINDS.get(card.role)) and kind.has_owners and card.detail:
        mark = (brush.signs.mark, brush.style(f"mark.{card.role}")) if card.in_hand else (" ", ground)
        out.append(row(width, [mark, (" " * (_MARGIN + 4) + card.detail, quiet)], style))
    return [*out, blank(width, ground)]


def _purpose(scene: Scene) -> Strip:
    style = scene.brush.style("purpose")
    right = timer_pieces(scene)
    cells = sum(cell_len(text) for text, _style in right)
    text = cut(scene.board.purpose or scene.board.title, scene.width - cells - 2, scene.brush.signs.more)
    return row(scene.width, [(text, style)], style, right)


def _question(scene: Scene) -> list[Strip]:
    ground = scene.brush.style("screen")
    question = scene.prompt
    if not question:
        return [blank(scene.width, ground)]
    style = scene.brush.style("prompt")
    lead = (" " * _MARGIN + _("Not in the room?") + "   ") if scene.width >= 80 else " "
    pieces = [(lead, scene.brush.style("prompt_lead")), (question, style)]
    return [blank(scene.width, ground), row(scene.width, pieces, style), blank(scene.width, ground)]


def _last(scene: Scene) -> Strip:
    style = scene.brush.style("sentence")
    if scene.trouble:
        trouble = cut(scene.trouble, scene.width, scene.brush.signs.more)
        return row(scene.width, [(trouble, scene.brush.style("trouble"))], scene.brush.style("trouble"))
    back = "" if scene.is_wall else _("{key} board", key=scene.keys["room_view"]) + "   "
    right = f"{back}{saved_state(scene)}"
    sentence = scene.sentence.replace(Signs().more, scene.brush.signs.more)
    sentence = cut(sentence, scene.width - cell_len(right) - 2, scene.brush.signs.more)
    return row(scene.width, [(sentence, style)], style, [(right, scene.brush.style("saved"))])
