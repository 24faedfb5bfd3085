"""Words that turn one event into another when they change places: up and down, win and lose, gold and silver."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import Final

# One line, one choice; words that say the same stand together behind a slash. As `words` writes them: no accents.
_CHOICES: Final = """
up/rise/rises/rose/rising/climb/climbs/jump/jumps/gain/gains/raise/raises down/fall/falls/fell/drop/drops/cut/cuts
increase/increases/surge/surges/soar/soars decrease/decreases/decline/declines/slip/slips/slide/slides/plunge/plunges
win/wins/won/beat/beats/beaten/defeat/defeats lose/loses/lost draw/draws/drew
gold/golds silver/silvers bronze/bronzes
men/mens/man/male/boys/boy women/womens/woman/female/girls/girl
first/1st second/2nd third/3rd fourth/4th fifth/5th sixth/6th seventh/7th eighth/8th ninth/9th tenth/10th
one two three four five six seven eight nine ten
open/opens/opened/opening close/closes/closed/closing
start/starts/begin/begins end/ends
before after
for against
inside outside
arrive/arrives leave/leaves
accept/accepts/approve/approves/approved/pass/passes reject/rejects/rejected/block/blocks
guilty/convict/convicts/convicted innocent/acquit/acquits/acquitted
ahead behind
north/northern south/southern
east/eastern west/western
buy/buys sell/sells
hire/hires fire/fires
monday tuesday wednesday thursday friday saturday sunday
january february march april may june july august september october november december
morning afternoon evening night
quarterfinal semifinal final
norte sur/sul
este/leste oeste
contra favor
antes despues/depois
nord sud
est ouest
avant apres
pour contre
sube/suben/subio/aumenta/crece/creciendo baja/bajan/bajo/cae/caen/disminuye
gana/ganan/gano/vence/derrota pierde/pierden/perdio empata/empatan
aprueba/aprueban/aprobo rechaza/rechazan/rechazo
condena/condenan absuelve/absuelven
oro plata bronce
hombres masculino masculina mujeres femenino femenina
primero/primera/primer segundo/segunda tercero/tercera/tercer cuarto/cuarta quinto/quinta
lunes martes miercoles jueves viernes sabado domingo
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
sobe/sobem/subiu cai/caem/caiu
ganha/ganham/ganhou/derrota/vence/venceu perde/perdem/perdeu
aprova/aprovam/aprovou rejeita/rejeitam/rejeitou
condena/condenam absolve/absolvem
ouro prata bronze
masculino/masculina/homens feminino/feminina/mulheres
primeiro/primeira segundo/segunda terceiro/terceira quarto/quarta quinto/quinta
janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro
segunda terca quarta quinta sexta sabado domingo
monte/montent/hausse/grimpe baisse/baissent/chute/recule
adopte/adoptent/approuve/approuvent rejette/rejettent
condamne/condamnent acquitte/acquittent
gagne/gagnent/bat/remporte perd/perdent/battu
or argent
hommes/masculin/masculine femmes/feminin/feminine
premier/premiere deuxieme/second/seconde troisieme quatrieme cinquieme
lundi mardi mercredi jeudi vendredi samedi dimanche
janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
steigt/steigen/gestiegen/wachst sinkt/sinken/fallt/fallen/gesunken
erhoht/erhohen/hebt senkt/senken/gesenkt
fur gegen
billigt/billigen ablehnt/ablehnen
verurteilt/verurteilen freigesprochen
vor nach
gewinnt/gewinnen/siegt/schlagt verliert/verlieren unterliegt
gold silber bronze
manner/herren frauen/damen
erste/erster/ersten/erstes zweite/zweiter/zweiten/zweites dritte/dritter/dritten/drittes vierte/vierter/vierten
montag dienstag mittwoch donnerstag freitag samstag sonntag
januar februar marz april mai juni juli august september oktober november dezember
approva/approvano/approvato respinge/respingono/boccia/bocciato
condanna/condannato assolve/assolto
vince/vincono/batte perde/perdono pareggia
за против
север/севере юг/юге
восток/востоке запад/западе
выше ниже
растет/вырос/выросла/выросли/повысил/повысила упал/упала/упали/снизил/снизила/снизился/падает
выиграл/выиграла/победил/победила/обыграл/обыграла проиграл/проиграла/уступил/уступила
одобрил/одобрила/одобрили/принял/приняла/приняли отклонил/отклонила/отклонили/отверг
арестовал/арестовали отпустил/отпустили
золото/золотую серебро/серебряную бронзу/бронзовую бронза
мужчины/мужская/мужской женщины/женская/женскои
первыи/первая/первую/первое второи/вторая/вторую/второе третии/третья/третью/третье
понедельник вторник среду среда четверг пятницу пятница субботу суббота воскресенье
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
شمال جنوب
شرق غرب
يرفع/ترفع/رفع/ارتفاع/يرتفع/ترتفع يخفض/تخفض/خفض/انخفاض/ينخفض/تنخفض
فوز/يفوز/تفوز هزيمة/يخسر/تخسر
الاول/الاولى الثاني/الثانية الثالث/الثالثة الرابع/الرابعة
الاثنين الثلاثاء الاربعاء الخميس الجمعة السبت الاحد
上调 下调
上涨 下跌
高で 安で
वृद्धि/बढ़ी/बढ़ा गिरावट/घटी/घटा
उत्तर दक्षिण
पूर्व पश्चिम
"""
_NEGATIONS: Final = frozenset(
    "not no never without isnt arent wont cant cannot doesnt dont didnt wasnt hasnt nor deny denies denied "
    "nicht kein keine ohne nie ni sin nunca jamas nao sem ne pas jamais sans non не нет без ни nikoli brez "
    "не ليس لا لم لن".split()
)


@cache
def _sides() -> dict[str, tuple[tuple[int, int], ...]]:
    """Word -> the choices that it takes part in, each with the side that it takes."""
    sides: dict[str, list[tuple[int, int]]] = {}
    for choice, line in enumerate(_CHOICES.split("\n")):
        for side, same in enumerate(line.split()):
            for word in same.split("/"):
                sides.setdefault(word, []).append((choice, side))
    return {word: tuple(those) for word, those in sides.items()}


@cache
def sides() -> frozenset[str]:
    """The words that have an opposite, and the negations."""
    return frozenset(_sides()) | _NEGATIONS


def takes_side(word: str) -> bool:
    """Whether the word has an opposite or is a negation."""
    return word in sides()


def are_opposed(word: str, other: str) -> bool:
    """Whether one of two words turns round what the other says."""
    mine, theirs = _sides().get(word), _sides().get(other)
    if not mine or not theirs:
        return False
    turned = dict(theirs)
    return any(choice in turned and turned[choice] != side for choice, side in mine)


def are_one_side(word: str, other: str) -> bool:
    """Whether two words of a choice say the same."""
    mine, theirs = _sides().get(word), _sides().get(other)
    return bool(mine and theirs) and not set(mine or ()).isdisjoint(theirs or ())


def opposed(left: frozenset[str], right: frozenset[str]) -> tuple[str, ...]:
    """What is turned round between two sets of words that each lack the other: "rises, not falls"."""
    if left.isdisjoint(sides()) or right.isdisjoint(sides()):
        return ()
    pairs = product(sorted(left & sides()), sorted(right & sides()))
    return tuple(f"{word}, not {other}" for word, other in pairs if are_opposed(word, other))
