"""The built-in taxonomy: the top level of the IPTC Media Topics, with short slugs and keywords of our own.

https://iptc.org/standards/media-topics/ names the terms. A keyword ends with `*` where any ending will do; keywords of
scripts without spaces are looked for as they stand.
"""

from __future__ import annotations

from typing import Final

from site_gen.model import Topic


def _topic(slug: str, name: str, keywords: str = "") -> Topic:
    """A built-in topic; catalogues translate its name (the second argument, see `make messages`)."""
    return Topic(slug=slug, name=name, keywords=tuple(word.strip() for word in keywords.split(",") if word))


OTHER: Final = _topic("other", "Other")

BUILT_IN: Final = (
    _topic(
        "politics",
        "Politics",
        "president*, presiden*, présid*, präsident*, prime minister, minister*, ministr*, parliament*, "
        "parlament*, senat*, congress, election*, elección, elecciones, élection*, vote*, voters, ballot*, "
        "referendum*, government*, gobierno, gouvernement, regierung, diplomat*, sanctions, treaty, summit, "
        "coalition, lawmaker*, party leader, campaign, opposition, embassy, foreign policy, policy, governor, "
        "mayor, white house, kremlin, european union, united nations, nato, negotiat*, 大統領, 首相, 選挙, 政府, 总统, "
        "الرئيس, رئيس, انتخابات, الحكومة",
    ),
    _topic(
        "conflict",
        "Conflict",
        "war, wars, guerra, guerre, krieg, ceasefire, troops, soldier*, missile*, airstrike*, air strike, "
        "shelling, invasion, frontline, front line, militia*, rebel*, insurg*, drone strike, army, military, "
        "hostage*, peace talks, artillery, battalion, coup, 戦争, 停戦, 战争, حرب, هدنة",
    ),
    _topic(
        "economy",
        "Economy",
        "econom*, bank, banks, central bank, inflation, interest rate*, rate cut, rate rise, market*, shares, "
        "stock*, investor*, trade, tariff*, gdp, growth, recession, budget, tax*, profit*, revenue*, "
        "earnings, merger, takeover, startup*, factory, exports, imports, currency, "
        "dollar, euro, yen, oil price*, bond*, debt, banco, wirtschaft, börse, bourse, entreprise*, 経済, 銀行, "
        "株価, 经济, 银行, اقتصاد, البنك",
    ),
    _topic(
        "science",
        "Science",
        "scien*, cient*, research*, study, studies, physic*, chemi*, biolog*, astronom*, telescope, space, "
        "spacecraft, rocket*, spaceflight, booster, launch pad, "
        "lander, rover, orbit*, nasa, lunar, moon, mars, asteroid*, comet, galax*, satellite*, "
        "fossil*, dna, gene, genome, quantum, laborator*, experiment*, wissenschaft*, recherche, espacial, "
        "luna, lune, software, artificial intelligence, chip, chips, semiconductor*, robot*, internet, "
        "algorithm*, cyber*, computer*, smartphone*, 科学, 宇宙, 月面, 研究, علوم, الفضاء, القمر",
    ),
    _topic(
        "environment",
        "Environment",
        "climate, climat*, clima, klima*, emission*, carbon, biodivers*, wildlife, species, conservation, "
        "pollution, plastic, recycl*, forest*, deforestation, ocean*, coral, glacier*, renewable*, solar "
        "power, wind power, heat wave, heatwave, ecosystem*, national park, endangered, 気候, 環境, 气候, المناخ, "
        "البيئة",
    ),
    _topic(
        "disaster",
        "Disasters",
        "earthquake*, quake*, magnitude, tsunami, volcan*, eruption, erupted, wildfire*, blaze, flood*, "
        "hurricane*, typhoon*, cyclone*, tornado*, landslide*, rescue*, evacuat*, collapse*, derail*, crash*, "
        "shipwreck, explosion*, survivors, aftershock*, séisme, terremoto, inondation*, inundac*, erdbeben, "
        "地震, 津波, 台風, زلزال, فيضانات",
    ),
    _topic(
        "health",
        "Health",
        "health, salud, santé, gesundheit, hospital*, disease*, virus*, vaccin*, vacun*, outbreak, epidemic, "
        "pandemic, patient*, doctor*, nurse*, medic*, drug, drugs, cancer, malaria, infection*, clinical "
        "trial, surgery, therap*, mental health, world health organization, 健康, 病院, ワクチン, 疫苗, الصحة, لقاح",
    ),
    _topic(
        "sport",
        "Sport",
        "match*, goal, goals, football*, soccer, fifa, uefa, olympi*, olímp*, medal*, final, semi final, "
        "semifinal, championship*, champion*, league, tournament, tennis, cricket, rugby, basketball, nba, "
        "marathon, sprint*, swimmer*, athlet*, coach*, striker, goalkeeper, wicket*, stadium, grand prix, "
        "world cup, grand slam, penalt*, gymnast*, cyclist*, tour de france, jeux, juegos, オリンピック, 決勝, 奥运, "
        "金牌, الأولمبي*, كأس",
    ),
    _topic(
        "arts",
        "Arts",
        "film*, movie*, cinema, cine, actor*, actress*, director, oscar*, music*, album, singer, concert, "
        "festival, novel*, author, book*, poet*, museum*, exhibition, painting*, artist*, theatre, theater, "
        "opera, dance*, television, tv series, streaming, box office, grammy*, literature, nobel prize in "
        "literature, art, arte, musée, museo, 映画, 音楽, 电影, 音乐, فيلم, متحف",
    ),
    _topic(
        "crime",
        "Crime and justice",
        "police, polic*, court*, judge*, trial, verdict, convicted, conviction, sentence*, prison*, jail*, "
        "arrest*, charged, prosecut*, murder*, fraud*, theft, heist, robber*, lawsuit*, sued, jury, supreme "
        "court, indict*, crime*, criminal*, suspect*, tribunal, juicio, justice, gericht, 警察, 裁判, 法院, محكمة, "
        "الشرطة",
    ),
    _topic(
        "education",
        "Education",
        "school*, pupil*, student*, teacher*, universit*, college*, exam, exams, curriculum, classroom*, "
        "campus, tuition, escuela*, école*, schule*, 学校, 大学, مدرسة, الجامعة",
    ),
    _topic(
        "labour",
        "Labour",
        "strike, strikes, union, unions, worker*, wage*, wages, layoff*, unemployment, jobless, minimum wage, "
        "pension*, picket*, working hours, grève, huelga, streik, 労働, 罢工, إضراب",
    ),
    _topic(
        "religion",
        "Religion",
        "pope, vatican, church*, cardinal*, bishop*, mosque*, imam, islam*, muslim*, christian*, jewish, "
        "synagogue, rabbi, hindu*, temple, buddh*, pilgrim*, papa francisco, pape, papst, hajj, ramadan, 教皇, "
        "البابا, الحج",
    ),
    _topic(
        "weather",
        "Weather",
        "weather, forecast*, rainfall, snowfall, temperature*, storm*, thunderstorm*, monsoon, drought*, "
        "meteorolog*, météo, el niño, la niña, 天気, 天气, الطقس",
    ),
    _topic(
        "lifestyle",
        "Lifestyle",
        "food, recipe*, cook*, restaurant*, chef*, travel*, tourism, tourist*, hotel*, fashion, garden*, "
        "wine, coffee, holiday*, vacation*, hobby, hobbies, wellbeing, cuisine, moda, 料理, 旅行, سفر",
    ),
    _topic(
        "society",
        "Society",
        "migra*, refugee*, asylum, equality, gender, famil*, children, population, census, housing, "
        "homeless*, poverty, community, communities, rights, discrimination, demographic*, sociedad, société, "
        "gesellschaft, 社会, 难民, لاجئ*",
    ),
    _topic(
        "people",
        "People",
        "birthday, celebrit*, royal*, wedding, anniversary, centenarian, obituary, record breaker, guinness, "
        "wins award, awarded, died aged",
    ),
)
