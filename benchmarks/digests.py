"""Made-up digests in English, Arabic and Japanese, of any size and always the same, to judge pages by.

They hold what makes pages heavy or breaks them: long headlines, stories with thirty reports, twelve wordings of a
headline, hundreds of sources, forty topics, texts in another language and direction than the site's. Every sentence is
put together from the words below; nothing is taken from anywhere.
"""

from __future__ import annotations

import datetime
import json
import random
import sys
from pathlib import Path
from typing import Final, NamedTuple

_NEWEST: Final = datetime.datetime(2026, 1, 2, 8, 0, tzinfo=datetime.UTC)
_BIG: Final = 30  # reports of the largest stories
_WORDINGS: Final = 12


class Tongue(NamedTuple):
    """The words of a language and how they join into a clause."""

    title: str
    clause: str
    joint: str  # between two clauses of a headline
    stop: str
    places: str
    actors: str
    deeds: str
    things: str
    desks: str
    names: str
    syllables: str  # of coined names, so that texts do not compress better than news does


TONGUES: Final = {
    "en": Tongue(
        "The Harbour Digest",
        "{actor} of {coined} {deed} {thing} for {also_coined} in {place}",
        ", while ",
        ". ",
        "Northport|the river towns|Ostmark|the hill district|Veldria|the old harbour|Lowfield|the southern islands",
        "Ministers|Engineers|A court|Fishing crews|Teachers|The city council|Rail workers|Doctors|Farmers|A museum",
        "approve|delay|open|repair|question|finance|close|rebuild|test|rename",
        "a ferry line|the new bridge|a water plan|school meals|the night train|a vaccine trial|the flood wall|rents",
        "Harbour Desk|Valley Post|Morning Ledger|Coast Wire|Daily Plough|Evening Lamp",
        "Ann Lee|Bo Ek|Cy Roe|Dana Whitlock|Emil Sand|Fay Moor",
        "ba be bo da de do fi go ka ki la le lo ma mi mo na ne pa pe ra ri ro sa se ta ti to va ve nor mund stad",
    ),
    "ar": Tongue(
        "موجز الميناء",
        "{actor} في {coined} {deed} {thing} لصالح {also_coined} في {place}",
        "، بينما ",
        ". ",
        "الميناء الشمالي|بلدات النهر|حي التلال|الجزر الجنوبية|السهل الكبير|المدينة القديمة|ضاحية البساتين",
        "وزراء الإقليم|مهندسو البلدية|محكمة المدينة|صيادو الساحل|معلمو المدارس|مجلس المدينة|عمال السكك|أطباء المستشفى",
        "يوافقون على|يؤجلون|يفتتحون|يصلحون|يناقشون|يمولون|يغلقون|يختبرون",
        "خط العبّارات الجديد|الجسر الحجري|خطة المياه|وجبات المدارس|القطار الليلي|تجربة اللقاح|سد الفيضان|أجور المساكن",
        "مكتب الميناء|بريد الوادي|دفتر الصباح|برقية الساحل|مصباح المساء|صوت الحقول",
        "ليلى منصور|سامي حداد|نور الخطيب|ياسر عوض|هدى صالح",
        "با بر تو تي جا حر دا در را رو زا سا سي شا صا طا عا غا فا قا كا لا ما مو نا نو وا يا ين ان ور",
    ),
    "ja": Tongue(
        "みなと通信",
        "{place}の{coined}で{actor}が{also_coined}と{thing}{deed}",
        "、一方で",
        "。",
        "北港|川沿いの町|丘の地区|南の島々|旧市街|大平原|果樹園の郊外",
        "閣僚|技術者|裁判所|漁師たち|教員組合|市議会|鉄道員|医師団|農家|博物館",
        "を承認|を延期|を開通|を修理|を審議|に出資|を閉鎖|を再建|を試験",
        "新しいフェリー航路|石造りの橋|水道計画|学校給食|夜行列車|ワクチンの治験|防潮堤|住宅の家賃|ロボットタクシー",
        "港の机|谷の便り|朝の帳面|海岸電報|夕べのランプ|畑の声",
        "佐々木みどり|高橋一郎|中村さくら|小林健|森あおい",
        "山 川 田 原 島 崎 沢 谷 森 岡 松 竹 梅 桜 藤 菊 石 岩 水 清 高 長 大 小 新 古 白 黒 赤 青 東 西 南 北 宮",
    ),
}
_TOPICS: Final = (
    "politics conflict economy science environment disaster health sport arts crime education labour religion "
    "weather lifestyle society people"
).split()


class Size(NamedTuple):
    """How much of everything a digest has."""

    stories: int
    sources: int = 12
    topics: int = 17  # past the built-in ones, made-up ones join
    a_day: int = 20


def write_digest(folder: Path, lang: str, size: Size) -> None:
    """A site in a folder of its own: `site.yaml` and `content/`."""
    writer = _Writer(folder, lang, size)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "site.yaml").write_text(writer.settings(), encoding="utf-8")
    for number in range(size.stories):
        writer.story(number)


class _Writer:
    def __init__(self, folder: Path, lang: str, size: Size) -> None:
        self.folder, self.lang, self.size = folder, lang, size
        self.chance = random.Random(f"{lang} {size.stories}")
        self.tongue = TONGUES[lang]
        self.topics = [*_TOPICS, *(f"beat-{number}" for number in range(size.topics - len(_TOPICS)))][: size.topics]
        desks = self.tongue.desks.split("|")
        self.sources = [f"{desks[at % len(desks)]} {at // len(desks) + 1}" for at in range(size.sources)]

    def settings(self) -> str:
        own = [slug for slug in self.topics if slug not in _TOPICS]
        names = [{"slug": slug, "name": f"{self.pick('things')} {at}"} for at, slug in enumerate(own)]
        return json.dumps(
            {
                "title": self.tongue.title,
                "description": self.clause(),
                "base_url": "https://sample.example/x/",
                "language": self.lang,
                "topics": names,
                "grouping": {"enabled": False},
                "lists": {"navigation": 40 if own else 9},
            },
            ensure_ascii=False,
        )

    def story(self, number: int) -> None:
        """The reports of a story; every hundredth one is a large one, every seventh is in another language."""
        reports = _BIG if number % 100 == 7 else self.chance.choice((1, 1, 1, 2, 3, 4))
        ids = [f"{number:011x}{at:05x}" for at in range(reports)]
        age = datetime.timedelta(hours=24 * number / self.size.a_day)
        for at, id_ in enumerate(ids):
            when = _NEWEST - age - datetime.timedelta(minutes=7 * at)
            foreign = (number + at) % 7 == 3
            self.report(id_, when, ids[0] if at else "", "en" if foreign and self.lang != "en" else self.lang)

    def report(self, id_: str, when: datetime.datetime, story: str, lang: str) -> None:
        chance = self.chance
        title = self.headline(lang, long=chance.random() < 0.2)
        wordings = _WORDINGS if not story and chance.random() < 0.05 else chance.choice((0, 0, 2))
        source = chance.choice(self.sources)
        keys = {
            "title": title,
            "published": when.isoformat() if chance.random() < 0.9 else when.date().isoformat(),
            "authors": [chance.choice(self.tongue.names.split("|"))] if chance.random() < 0.8 else [],
            "source": source,
            "url": f"https://source-{self.sources.index(source)}.example/{id_}",
            "lang": lang,
            "topics": sorted(set(chance.choices(self.topics, k=2))),
            "variants": [self.headline(lang, long=False) for _ in range(wordings)],
            "related": [self.headline(lang, long=False)] if chance.random() < 0.3 else [],
            "story": story or None,
            "id": id_,
        }
        head = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in keys.items() if value)
        path = self.folder / f"content/{when:%Y/%m/%d}/{'report' if story else 'story'}-{id_}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\n{head}---\n\n{self.body(lang)}\n", encoding="utf-8")

    def headline(self, lang: str, *, long: bool) -> str:
        clauses = [self.clause(lang) for _ in range(3 if long else 1)]
        return TONGUES[lang].joint.join([clauses[0], *(text[0].lower() + text[1:] for text in clauses[1:])])

    def body(self, lang: str) -> str:
        return "\n\n".join(self.paragraph(lang) for _ in range(self.chance.choice((3, 5, 8))))

    def paragraph(self, lang: str) -> str:
        stop = TONGUES[lang].stop
        return (stop.join(self.clause(lang) for _ in range(4)) + stop).strip()

    def clause(self, lang: str = "") -> str:
        lang = lang or self.lang
        parts = {kind: self.pick(f"{kind}s", lang) for kind in ("actor", "deed", "thing", "place")}
        return TONGUES[lang].clause.format(**parts, coined=self.coined(lang), also_coined=self.coined(lang))

    def coined(self, lang: str) -> str:
        """A name that nobody has."""
        return "".join(self.chance.choices(TONGUES[lang].syllables.split(), k=self.chance.choice((2, 3, 4)))).title()

    def pick(self, kind: str, lang: str = "") -> str:
        return self.chance.choice(getattr(TONGUES[lang or self.lang], kind).split("|"))


if __name__ == "__main__":
    where, language, *numbers = sys.argv[1:]
    write_digest(Path(where), language, Size(*map(int, numbers)))
