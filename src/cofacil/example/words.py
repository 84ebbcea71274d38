"""What the people of the example say. Nobody here is real."""

TITLE = "Riverside garden"
PURPOSE = "How do we share the garden?"
PLACE = "Riverside hall. Step-free at the side door. Tea from 18:00."

FACILITATOR = "Ana"
BY_SCREEN = ("Dee", "Kofi", "Siân")
AFTER = 9.5
"""Minutes ago that cards were tied and taken: behind the last of them, ahead of the timer."""

PEOPLE = (
    ("Dee", "I can type while others talk", "screen"),
    ("Joe", "a van", "hall"),
    ("Sam", "cooking for a crowd", "hall"),
    ("Priya", "knows the school", "hall"),
    ("Mo", "strong arms, after two", "hall"),
    ("Bea", "thirty years on this street", "hall"),
    ("Tom", "carpentry", "hall"),
    ("Lin", "four languages", "hall"),
    ("Grace", "remembers the depot", "hall"),
    ("Kofi", "", "screen"),
    ("Siân", "", "screen"),
)

CARDS = (
    (49, "question", "Grace", "What is the garden for?"),
    (47, "question", "Lin", "How do people hear about it who do not read English?"),
    (46, "question", "Joe", "Who opens the gate, and when?"),
    (45, "question", "Bea", "May we dig near the old wall?"),
    (44, "question", "Sam", "What shall we eat together?"),
    (42, "question", "Kofi", "Who waters it in August?"),
    (41, "question", "", "What do we do with the fruit nobody picks?"),
    (40, "question", "Siân", "Could the beds be high enough to work at from a chair?"),
    (39, "question", "Tom", "Is there a tap that still works?"),
    (37, "issue", "Bea", "Cars on the path at school time"),
    (36, "issue", "Grace", "Nobody knows who owns the shed"),
    (35, "issue", "Tom", "The gate is too narrow for a wheelchair"),
    (34, "issue", "Priya", "There is one key, and it is in a drawer at the school"),
    (33, "issue", "Siân", "It is dark along the hedge after four in winter"),
    (32, "issue", "Mo", "The council's letter gives us until spring, and says no more"),
    (31, "issue", "", "Some people came once and were not asked back"),
    (29, "offer", "Ana", "I can open up on Saturdays"),
    (28, "offer", "Joe", "My van, most mornings"),
    (27, "offer", "Sam", "Cooking for twenty, if somebody lends me pans"),
    (26, "offer", "Priya", "I know the school caretaker, he has the other key"),
    (
        25,
        "offer",
        "Tom",
        "Two raised beds that people in wheelchairs can reach, and an afternoon to show how they are built",
    ),
    (24, "offer", "Lin", "I can put any leaflet into Polish and Ukrainian"),
    (23, "offer", "Grace", "Rainwater barrels from the old depot"),
    (22, "offer", "Siân", "I'll sit with anybody new on their first day"),
    (21, "offer", "Bea", "Cuttings from my own garden: currants, rhubarb, mint"),
    (20, "offer", "Kofi", "I can draw up who waters when, and put it on the gate"),
    (18, "offer", "Mo", "A wheelbarrow, and me pushing it"),
    (16, "action", "Tom", "We here will clear the first two beds"),
    (15, "action", "Priya", "I will ask the caretaker about the second key"),
    (14, "action", "Lin", "I will write the notice for the gate in four languages"),
    (13, "action", "Joe", "I will fetch the barrels from the depot"),
    (12, "action", "Kofi", "I will find out what the council's letter means"),
    (11, "action", "Ana", "I will put the next date up at the shop"),
    (10, "action", "", "Buy a padlock"),
)
"""Minutes ago, the kind, who said it, the words."""

LAST = (1.5, "offer", "Mo", "I have a spare greenhouse")

NOTES = (
    ("O3", "There is a kitchen in the hall, with two hot plates.\nWhoever cooks does not wash up."),
    ("Q4", "Grace looked it up: the wall is listed, the ground beside it is not."),
    ("A5", "It came in September. Bea has it."),
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
    (30.5, "Night cleaners at the school", "Who does this work at night, or for no pay?"),
    (30, "Under-16s", "Who lives or works here and never comes to this?"),
    (19.5, "The allotment group", "Who knows something about this that we do not?"),
    (19, "People who cannot do stairs or late evenings", "Who could not get in here today?"),
    (17, "The five-a-side team", "Who else should we have asked by now?"),
)
BRIDGES = (
    ("N2", "Bea", "Bea", 2, "the school gate, at six"),
    ("N4", "Joe", "Joe", 9, ""),
    ("N6", "Kofi", "", 0, ""),
)
CAME = (("N4", "invited"), ("N6", "declined"))

DONE = ("Q9",)
MOVED = (("O11", "action"),)
PUT_AWAY = ("A7",)
