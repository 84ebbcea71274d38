"""What the people of the example say, in the language of whoever looks at it. Nobody here is real."""

from cofacil.board.marked import N_

TITLE = N_("Riverside garden")
PURPOSE = N_("How do we share the garden?")
PLACE = N_("Riverside hall. Step-free at the side door. Tea from 18:00.")

FACILITATOR = "Ana"
BY_SCREEN = ("Dee", "Kofi", "Siân")
BEGAN = 52
"""Minutes ago."""
TIMER = 15
TIMER_SET = 8.8
"""Minutes ago: six minutes and twelve seconds are left."""
AFTER = 9.5
"""Minutes ago that cards were tied and taken: behind the last of them, ahead of the timer."""

PEOPLE = (
    ("Dee", N_("I can type while others talk"), "screen"),
    ("Joe", N_("a van"), "hall"),
    ("Sam", N_("cooking for a crowd"), "hall"),
    ("Priya", N_("knows the school"), "hall"),
    ("Mo", N_("strong arms, after two"), "hall"),
    ("Bea", N_("thirty years on this street"), "hall"),
    ("Tom", N_("carpentry"), "hall"),
    ("Lin", N_("four languages"), "hall"),
    ("Grace", N_("remembers the depot"), "hall"),
    ("Kofi", "", "screen"),
    ("Siân", "", "screen"),
)

CARDS = (
    (49, "question", "Grace", N_("What is the garden for?")),
    (47, "question", "Lin", N_("How do people hear about it who do not read English?")),
    (46, "question", "Joe", N_("Who opens the gate, and when?")),
    (45, "question", "Bea", N_("May we dig near the old wall?")),
    (44, "question", "Sam", N_("What shall we eat together?")),
    (42, "question", "Kofi", N_("Who waters it in August?")),
    (41, "question", "", N_("What do we do with the fruit nobody picks?")),
    (40, "question", "Siân", N_("Could the beds be high enough to work at from a chair?")),
    (39, "question", "Tom", N_("Is there a tap that still works?")),
    (37, "issue", "Bea", N_("Cars on the path at school time")),
    (36, "issue", "Grace", N_("Nobody knows who owns the shed")),
    (35, "issue", "Tom", N_("The gate is too narrow for a wheelchair")),
    (34, "issue", "Priya", N_("There is one key, and it is in a drawer at the school")),
    (33, "issue", "Siân", N_("It is dark along the hedge after four in winter")),
    (32, "issue", "Mo", N_("The council's letter gives us until spring, and says no more")),
    (31, "issue", "", N_("Some people came once and were not asked back")),
    (29, "offer", "Ana", N_("I can open up on Saturdays")),
    (28, "offer", "Joe", N_("My van, most mornings")),
    (27, "offer", "Sam", N_("Cooking for twenty, if somebody lends me pans")),
    (26, "offer", "Priya", N_("I know the school caretaker, he has the other key")),
    (
        25,
        "offer",
        "Tom",
        N_("Two raised beds that people in wheelchairs can reach, and an afternoon to show how they are built"),
    ),
    (24, "offer", "Lin", N_("I can put any leaflet into Polish and Ukrainian")),
    (23, "offer", "Grace", N_("Rainwater barrels from the old depot")),
    (22, "offer", "Siân", N_("I'll sit with anybody new on their first day")),
    (21, "offer", "Bea", N_("Cuttings from my own garden: currants, rhubarb, mint")),
    (20, "offer", "Kofi", N_("I can draw up who waters when, and put it on the gate")),
    (18, "offer", "Mo", N_("A wheelbarrow, and me pushing it")),
    (16, "action", "Tom", N_("We here will clear the first two beds")),
    (15, "action", "Priya", N_("I will ask the caretaker about the second key")),
    (14, "action", "Lin", N_("I will write the notice for the gate in four languages")),
    (13, "action", "Joe", N_("I will fetch the barrels from the depot")),
    (12, "action", "Kofi", N_("I will find out what the council's letter means")),
    (11, "action", "Ana", N_("I will put the next date up at the shop")),
    (10, "action", "", N_("Buy a padlock")),
)
"""Minutes ago, the kind, who said it, the words."""

LAST = (1.5, "offer", "Mo", N_("I have a spare greenhouse"))

NOTES = (
    ("O3", N_("There is a kitchen in the hall, with two hot plates.\nWhoever cooks does not wash up.")),
    ("Q4", N_("Grace looked it up: the wall is listed, the ground beside it is not.")),
    ("A5", N_("It came in September. Bea has it.")),
)
OWNERS = (
    ("A1", ("Tom", "Mo"), 13),
    ("A2", ("Priya",), 5),
    ("A3", ("Lin",), 6),
    ("A4", ("Joe",), 7),
    ("A5", ("Kofi",), 12),
    ("A6", ("Ana",), 2),
)
TIES = (("O1", "Q3"), ("O3", "Q5"), ("O6", "Q2"), ("O5", "Q8"), ("O10", "Q6"), ("O4", "I4"), ("A5", "I6"))

ABSENCES = (
    (30.5, N_("Night cleaners at the school"), N_("Who does this work at night, or for no pay?")),
    (30, N_("Under-16s"), N_("Who lives or works here and never comes to this?")),
    (19.5, N_("The allotment group"), N_("Who knows something about this that we do not?")),
    (19, N_("People who cannot do stairs or late evenings"), N_("Who could not get in here today?")),
    (17, N_("The five-a-side team"), N_("Who else should we have asked by now?")),
)
BRIDGES = (
    ("N2", "Bea", "Bea", 2, N_("the school gate, at six")),
    ("N4", "Joe", "Joe", 9, ""),
    ("N6", "Kofi", "", 0, ""),
)
CAME = (("N4", "invited"), ("N6", "declined"))

DONE = ("Q9",)
MOVED = (("O11", "action"),)
PUT_AWAY = ("A7",)

STEPS = (51.5, 46, 37.6, 34.7, 29.8, 20, 16.4, 5.8)
"""Minutes ago that each step of its plan began, where it was gone through by one."""
AGREED = ("A1",)
PARTS = (4.5, 3, 1)
"""Minutes ago that the parts of closing were spoken about: what stays open, who to invite, what to do differently."""
STAYS = (("I1", "wicked"), ("Q7", "let_go"))
TAKEN_UP = ("O6",)
FINDS_OUT = (("I2", ("Grace",)),)
INVITES = (("N3", "Priya", "Priya"),)
SPEAKS = (("N1", "Lin"),)
NEXT_TIME = (
    N_("start with what people brought to eat"),
    N_("meet on a Saturday once, for those who work at night"),
)
