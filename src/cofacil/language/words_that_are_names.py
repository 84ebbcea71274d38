"""Words by which names are told from other words: of a few languages, and never all of them. Whoever exports has the last word."""

from collections.abc import Mapping
from functools import cache

_ARE_WORDS_TOO: Mapping[str, str] = {
    "en": """
amber angel april archer art ash august autumn baker ball banks barb barker bell berry best bill bird bishop black bob bond
booth branch bridge bridges brook brooks brown buck bush butler carol carpenter carter case cash chambers chance charity
chase christian church clay cliff clerk colt constance cook cooper cotton cross crystal cup daisy dale dawn day dean dick
don drew earl east ernest eve faith farmer fern field fields fisher flora flowers foot forest fox frank frost gale gardener
gates gay gene ginger glen good grace grant gray green grey guy hand harmony harry hazel head heath heather hill holly honey
hope house hunter iris ivy jack jade jasmine jay jean jewel josh joy june king knight lake lamb lance lane law lee lily
little long lord love luna major mark marsh marshall mason may melody mercy merry miles miller mills moon moor nick noble
norm north olive page park parks pat patience pearl peg penny peter piper pip poppy pope porter post potter power price
prince prudence queen rain ray read reed rice rich rivers rob robin rocky rod roger roman rose royal ruby rusty sage sally
sandy savage scarlet self sharp shepherd short singer skip sky small smith snow south sparks speed spring star steel
sterling stew stone storm story strong sue summer summers sunny swan tanner taylor tower town trip turner vale van victor
violet wade walker wall ward waters weaver wells west white will willow winter wise wolf wood woods works wren young
""",
    "es": """
angel blanca bello calvo campos clara consuelo costa cruz dolores domingo esperanza estrella flor flores franco gloria
iglesias leal lima luz mar mercedes moreno neves paz pilar pinto prado reyes rico rios rosa rubio santos sol torres vega
""",
    "fr": """
aime aimee blanc blanche boucher boulanger claire clemence constant desire fontaine grand juste marguerite modeste noir
parfait petit pierre reine roi
""",
    "de": """
bach bauer berg braun engel ernst fuchs gross heide herr klein koch konig kurz lang linde richter schwarz sommer stern vogel
wald weiss
""",
    "nl": """
bakker fleur groot jong roos visser
""",
    "cy": """
awel bryn coch dydd eira enfys glyn gwen gwyn haf heulwen llwyd mai mawr seren
""",
    "it": """
fiore gioia luce rossi stella viola
""",
    "tr": """
aslan baris bulut can cicek deniz gul gunes isik nur toprak umut yagmur
""",
    "other": """
amal aman asha iman jyoti karim noor priya salam
""",
}
"""By the language in which they are words."""

_FIRST_NAMES = """
aaron abdul abdullah abigail adam adele adrian agnes agnieszka ahmad ahmed aidan aisha alan albert alejandro aleksandra alex
alexander alexandra alfie ali alice alison alun amara amelia amina amir amy ana anders andre andrea andrew angela angharad
anil anita ann anna anne annie anthony anton antonio anya arthur asif astrid aya ayesha barbara beatrice beatriz bea ben
benjamin beth betty brenda brian bronwen bruno callum carl carla carlos carmen caroline catherine cerys charles charlie
charlotte chen chiara chloe chris christina christine christopher ciara claire clare claudia colin connor craig dafydd dan
daniel daniela danny darren dave david deborah denise dennis derek diana diane diego dmitri dominic donna dorothy dylan
eddie edith edward eileen elaine elena eleri elin elizabeth ella ellen ellie elsie emily emma eric erik esther ethan eva
evelyn ewa fatima fatma fernando fiona florence frances francesca francis fred freya gabriel gareth gary gavin geoff george
gerald geraint gethin gillian giovanni giulia giuseppe gordon graham greg gwyneth hamza hana hannah hans harriet hassan
heinz helen helena henry hilda hugh hussein ian ibrahim igor imran ines ingrid irene isaac isabel isabella ismail ivan jackie
jacob jacqueline jakub james jamie jan jane janet janice jason javier jeff jenkin jennifer jenny jeremy jess jessica jill jim
jo joan joanna joanne joao joe joel john jonathan jorge jose joseph josephine joshua joyce juan judith judy julia julian
julie jurgen justin karen karl katarzyna kate katherine kathleen katie kay keith kelly ken kenneth kerry kevin khadija khalid
kim kirsty kofi krzysztof kwame laila lars laura lauren leah leila len leo leon leonard lesley lewis liam lina linda lisa liz
lloyd lorraine louis louise lucas lucia lucy luis luke lynn magda maggie mahmoud malcolm malgorzata manuel marco marcus
margaret maria mariam marie marilyn mario marta martha martin mary maryam matilda matt matteo matthew maureen max megan
mehmet mei michael michelle miguel mike mo mohamed mohammad mohammed molly monica muhammad mustafa nadia nancy naomi natalia
natalie natasha neil nia niamh nicola nicholas nigel nina noah nora nour oleg olga oliver olivia omar oscar owen oksana pablo
paolo patricia patrick paul paula pauline pavel pedro peggy phil philip phoebe piotr rachel rafael rahul raj ravi rebecca
rhiannon rhys ricardo richard rita robert roberto ronald rosemary rosie roy russell ruth ryan sabine saeed sam samantha
samira samuel sandra sanjay sara sarah scott sean sergei shane sharon shaun sheila shirley simon sian siobhan sofia sonia
sophia sophie stacey stanley stefan stephanie stephen steve steven stuart sunil susan suzanne svetlana sylvia tanya tariq
tatiana ted teresa terry thomas tim timothy tina toby tom tomasz tommy tony tracey tracy trevor ursula valerie vanessa vera
veronica vicky victoria vijay vincent vivian wayne wendy wei wilfred william wolfgang yasmin yousef yusuf yvonne zainab zoe
zofia
"""

_OF_GROUPS = """
adults allotment allotments apprentices artists assembly association asylum babies bakers blind board boys builders bus
business businesses carers caretakers charity children church class cleaners clinic club college committee communities
community company congregation cooks council councillors couples cyclists deaf dentists department diggers disabled dog
doctors drivers elderly elders estate everybody everyone families family farm farmers fathers fishers flat flats folk friends
future garden gardeners generations girls grandparents group groups growers hall health homeless hospital household households
housing jobless kids ladies landlord landlords learners library lodgers lorry market men migrants mosque mothers mums
neighborhood neighborhoods neighbors neighbours neighbourhood newcomers night nurses nursery office officers older owners
parents parish partially passers pensioners people person pharmacists planners players police poor porters postmen prisoners
pub pupils refugees renters residents riders road roma school schools seekers seniors shift shop shopkeepers shops sick
singles sisters society speakers staff street students surgery synagogue teachers team teenagers temple tenants tourists
town trade traders travellers trust unborn unemployed union university users villagers visitors volunteers walkers ward
wheelchair women workers young youngsters youth
kinder jugendliche eltern nachbarn mieter frauen leute familien alte menschen rat verein schule gruppe
jovenes ninos vecinos mujeres madres padres familias mayores gente ayuntamiento escuela grupo
jeunes enfants voisins femmes parents familles gens anciens mairie ecole groupe
pobl plant cymdogion merched teuluoedd ysgol cyngor grwp ieuenctid henoed gofalwyr
"""

_KIN = """
aunt auntie baby boss boy boyfriend brother brothers carer caretaker child colleague cousin dad daughter father friend
girlfriend gran grandad grandchildren grandma grandson husband kids mam mate mother mum nan neighbour neighbor nephew niece
partner sister sisters son sons uncle wife
"""

_TITLES = """
mr mrs ms miss mx dr doctor prof professor sir lady dame lord rev reverend father sister brother imam rabbi cllr
councillor herr frau mme mlle monsieur madame sr sra senor senora dona don pan pani
"""

_HOUSEHOLDS = """
family household clan famille familie familia teulu rodzina famiglia gezin aile
"""

_BETWEEN = """
de del della der den des di do dos da das du el al la le les van von vom zu zum ter ten y e i of the and ap ab ferch
bin bint ibn ben abu af av mac mc st san santa
"""

_ARTICLES = """
a all any every everybody everyone his her its our my some that the their these this those who whoever anybody anyone
no nobody people old young other
"""

WORDS_TOO = frozenset(word for words in _ARE_WORDS_TOO.values() for word in words.split())
"""Names that are words as well, without capitals and accents."""
FIRST_NAMES = frozenset(_FIRST_NAMES.split())
"""What is somebody's name where those who are missing are told of."""
OF_GROUPS = frozenset(_OF_GROUPS.split())
"""Words by which a group is called."""
KIN = frozenset(_KIN.split())
"""What people are to one another: *Tom's mum* is told of by Tom's name."""
TITLES = frozenset(_TITLES.split())
"""What stands before a name, and makes of the word behind it one."""
TITLES_ALONE = frozenset(["mr", "mrs", "ms", "miss", "mx", "dr", "cllr"])
"""Those of them behind which nothing else can stand, however it is written."""
HOUSEHOLDS = frozenset(_HOUSEHOLDS.split())
"""What those are called together who bear one name: *the Patel family*."""
BETWEEN = frozenset(_BETWEEN.split())
"""What stands in the middle of a name and is none by itself."""
ARTICLES = frozenset(_ARTICLES.split())
"""What stands before others, and is no part of a name."""


@cache
def small_words_in(language: str) -> frozenset[str]:
    """Return the names that are another word where they are written small: in English, and in a language that is spoken here.

    Of the words of others nobody knows it: whoever types in haste writes *priya* for her as well.
    """
    return frozenset(word for name in ("en", language) for word in _ARE_WORDS_TOO.get(name, "").split())
