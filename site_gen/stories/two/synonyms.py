"""Words that headlines use for one another, and numbers that they write out. As `words` writes them: no accents."""

from __future__ import annotations

from functools import cache
from typing import Final

# One line, one meaning. Words that have an opposite stand in `opposites`, where those of one side are one meaning too.
_MEANINGS: Final = """
kill kills killed killing die dies died dead death deaths dying fatal slain perish
strike strikes attack attacks attacked raid raids assault airstrike airstrikes offensive
arrest arrests arrested detain detains detained held hold custody seized
injure injures injured wound wounds wounded hurt injuries
blast blasts explosion explosions bomb bombs bombing bombings explode explodes exploded
quake quakes earthquake earthquakes tremor
film films movie movies
vote votes voting poll polls election elections ballot
begin begins beginning start starts starting kick launch launches open opens
end ends finish finishes close closes over
talks negotiations dialogue negotiation
deal deals agreement accord pact agree agrees agreed treaty
crash crashes crashed collision wreck
warn warns warning caution cautions alert
urge urges call calls appeal appeals demand demands
back backs support supports endorse endorses
say says said tell tells claim claims state states declare declares
plan plans proposal proposals propose proposes
leader chief head boss president chairman
premier pm minister
army troops military soldiers soldier forces
police cops officers officer
probe investigation inquiry investigate investigates
ban bans banned prohibit prohibits outlaw outlaws bar bars
jail jailed prison imprisoned sentence sentences sentenced
judge judges justice court
flee flees fled escape escapes
kidnap kidnaps kidnapped kidnapping abduct abducts abducted abduction
free frees freed release releases released
resign resigns resignation quit quits step steps
meet meets meeting summit visit visits
protest protests rally rallies demonstration demonstrations demonstrators protesters
fire fires blaze wildfire wildfires
plane jet aircraft airplane airliner
ship ships ferry boat boats vessel vessels
child children kid kids
gunman gunmen shooter shooters
hit hits rock rocks rattle rattles shake shakes shaken jolt jolts
row dispute clash clashes fight fights fighting battle battles violence
us usa america american americans
uk britain british
raise raises hike hikes lift lifts
cut cuts slash slashes reduce reduces lower
stock stocks share shares market markets
approve approves approved ok
reject rejects rejected dismiss dismisses dismissed rebuff
bank banks lender lenders
unveil unveils reveal reveals announce announces announced introduces present presents
hostage hostages captive captives
ceasefire truce
sue sues lawsuit
name names named appoint appoints appointed nominate nominates nominated
rebel rebels militant militants insurgents fighters
republican republicans gop
democrat democrats dems
nuke nukes nuclear atomic
envoy ambassador diplomat
historic landmark
find finds found discover discovers discovered discovery
storm hurricane typhoon
mp mps lawmaker lawmakers legislator legislators parliament
hospital hospitalised hospitalized
pay wage wages salary
rescue rescues rescued save saves saved
big large huge massive
oust ousts ousted topple topples toppled overthrow
search searches hunt hunts
send sends sent dispatch
murder murders murdered slay
honor honors honour honours
wed weds wedding marry marries married marriage
buy buys acquire acquires purchase takeover
profit profits income earnings
withdraw withdraws quits
team squad
spain spanish
turkey turkish
france french
poland polish
sweden swedish
denmark danish
netherlands dutch
switzerland swiss
abre abren apertura abertura abierta abiertos inauguracion inaugura inauguran inauguram inicia inician inicio iniciam
comienza comienzan comienzo comeca comecam arranca arrancam arrancan empieza empiezan inicia inician inicio
cierra cierran cierre clausura termina terminan encerra encerramento encerram acaba acabam
muere mueren murio muerto muertos fallece fallecio morre morrem morreu morto mortos
herido heridos ferido feridos
sismo terremoto temblor tremor
incendio fuego fogo
detiene detienen detenido detenidos arresta arrestan prende prendem preso presos
anuncia anuncian anunciam presenta presentan
medalla medallas medalha medalhas presea preseas
eeuu eua
jjoo juegos jogos olimpiada olimpiadas
equipo equipe seleccion selecao
record records recorde recordes
conquista conquistan leva levam logra logran obtiene
retira retiro abandona renuncia desiste
ouvre ouvrent ouverts ouverture debute debut commence commencent
ferme cloture clos termine fin
meurt meurent mort morts tue tues deces
blesse blesses blessee blessees
seisme tremblement
jo jeux
medaille medailles
arrete arretes arrestation interpelle interpelles
eroffnet eroffnung beginnt beginnen start startet gestartet
endet enden ende beendet schluss
tot tote toten sterben stirbt gestorben todesopfer
verletzt verletzte verletzten
erdbeben beben
festgenommen verhaftet festnahme
погиб погибли погибла умер умерла скончался скончалась убит убиты
ранен ранены пострадал пострадали пострадавших
землетрясение подземные
задержан задержали задержаны арестован арестовали
"""
_NUMERALS: Final = """
2 two dos dois duas deux zwei due два две
3 three tres trois drei tre три
4 four cuatro quatro quatre vier quattro четыре
5 five cinco cinq funf cinque пять
6 six seis sechs sei шесть
7 seven siete sete sept sieben sette семь
8 eight ocho oito huit acht восемь
9 nine nueve nove neuf neun девять
10 ten diez dez dix zehn dieci десять
11 eleven onze elf undici одиннадцать
12 twelve doce doze douze zwolf dodici двенадцать
13 thirteen trece treze treize dreizehn
14 fourteen catorce quatorze vierzehn
15 fifteen quince quinze funfzehn
16 sixteen dieciseis dezesseis seize sechzehn
17 seventeen siebzehn
18 eighteen dieciocho dezoito achtzehn
19 nineteen neunzehn
20 twenty veinte vinte vingt zwanzig venti двадцать
30 thirty treinta trinta trente dreißig dreissig trenta тридцать
40 forty cuarenta quarenta quarante vierzig сорок
50 fifty cincuenta cinquenta cinquante funfzig пятьдесят
60 sixty sesenta sessenta soixante sechzig
70 seventy setenta siebzig
80 eighty ochenta oitenta achtzig
90 ninety noventa neunzig
100 hundred cien cem cent hundert сто
1000 thousand mil mille tausend
"""


@cache
def meanings() -> dict[str, frozenset[int]]:
    """Word -> the lines that it stands in."""
    lines: dict[str, set[int]] = {}
    for number, line in enumerate(_MEANINGS.split("\n")):
        for word in line.split():
            lines.setdefault(word, set()).add(number)
    return {word: frozenset(those) for word, those in lines.items()}


@cache
def numerals() -> dict[str, str]:
    """Number in words -> in digits."""
    return {word: digits for digits, *those in map(str.split, _NUMERALS.strip().split("\n")) for word in those}
