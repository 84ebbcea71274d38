"""What the people of the example say four weeks later, in the language of whoever looks at it. Nobody here is real."""

from cofacil.board.marked import N_

DAYS = 28
"""Between the two meetings."""

PLAN = N_("Together again")
BEGINS = (
    (
        N_("Welcome back"),
        10,
        N_("Who is here, and what is still with us?"),
        N_("First what we said we would do, then what comes back. Nothing needs an answer now."),
        "",
    ),
    (
        N_("What has changed"),
        10,
        N_("What has changed since we last met?"),
        N_("Small things count. Whoever was not here last time begins."),
        "issue",
    ),
)
"""The steps that its plan begins with in place of the first plan's: title, minutes, question, guidance, column."""

ACCESS = N_("Step-free at the side door. Ring, and Tom comes down.")
BEGAN = 53
"""Minutes ago."""
STEPS = (52.3, 43, 33, 27.5, 8.8)
"""Minutes ago that each step began, the last of them fifteen minutes long: six minutes and twelve seconds are left."""

AGAIN = ("Sam", "Priya", "Mo", "Bea", "Tom", "Lin", "Grace")
AGAIN_BY_SCREEN = ("Dee", "Kofi", "Siân")
NEW = (("Nadia", N_("cleans the school at night")),)

PROMISES = (
    (51, "A6", "kept", ""),
    (50.5, "A2", "kept", N_("He gave us his spare one.")),
    (50, "A3", "kept", N_("Ukrainian took longest.")),
    (49, "A1", "partly", N_("One bed is clear. The other is full of roots.")),
    (48, "A5", "not_yet", N_("The council has not written back.")),
)
"""Minutes ago, the promise, what came of it, why. Joe is not here, and nobody answers for him."""
INVITATIONS = (
    (47, "N2", "came", "", "Nadia"),
    (46, "N3", "not_asked", N_("The school was closed that week."), ""),
)
"""Minutes ago, the invitation, what came of it, why, who came."""

CARDS = (
    (41, "issue", "Bea", N_("The rain comes in at the roof of the shed")),
    (39, "question", "Nadia", N_("Could we meet on a Saturday once? I sleep in the mornings.")),
    (36, "issue", "Tom", N_("Two barrows went missing, and nobody wants to say so")),
    (32, "question", "Nadia", N_("Does the gate have to be locked at night at all?")),
    (31, "question", "Kofi", N_("What can be sown before it is warm?")),
    (30, "question", "Siân", N_("Can you say your name before you speak? I cannot see the hall.")),
    (7.5, "offer", "Nadia", N_("I can open the side gate at six, I come past it anyway")),
    (6, "offer", "Sam", N_("Soup on the first Saturday")),
    (4.5, "action", "Lin", N_("The shop could keep the list of who has a key")),
    (1.5, "offer", "Nadia", N_("I will ask two of the others from the night shift along")),
)
"""Minutes ago, the kind, who said it, the words."""

GATE = N_("the gate")
FOOD = N_("food")
THEMES = (
    (25, GATE, ("Q3", "Q11", "O1", "O4", "I3", "I4")),
    (20, N_("water"), ("Q6", "O7", "O10")),
    (15, N_("everybody can come"), ("Q2", "Q8", "Q10", "Q13", "O5", "O8", "I5")),
    (12, FOOD, ("Q5", "O3")),
    (5, FOOD, ("O14",)),
    (4.5, GATE, ("O13",)),
)
"""Minutes ago, the theme, what was gathered in it."""
TIED = 4
"""Minutes ago that cards were tied, and one was said to be a suggestion."""
TIES = (("O13", "Q3"), ("O14", "Q5"))
SUGGESTED = ("A8",)
