"""Names as bylines give them: persons, teams, agencies, outlets; told apart by their words and their capitals."""

from __future__ import annotations

import re
from typing import Final

from site_gen.language import plain
from site_gen.language.frequency import commonness

_TEAM: Final = re.compile(
    r"\b(?:team|staff|desk|bureau|newsroom|editors?|editorial|reporters?|correspondents?|contributors?|writers?|doctors"
    r"|redaktion|redaktionen|redacción|redação|rédaction|redazione|redactie|redaksi|redakcja|redakce|toimitus"
    r"|agency|agencies|agencias|agences|newswire|wires?|press|board|service)\b",
    re.IGNORECASE,
)
AGENCIES: Final = frozenset(
    "reuters ap afp dpa apa sda pti ani ians xinhua tass efe ansa lusa belga anp tt ntb ritzau stt pap čtk tasr sita"
    " mti hina tanjug stina yonhap kyodo jiji upi bloomberg interfax ukrinform anadolu aap bernama antara sapa afx"
    " sid kna epd ats cp bbc cnn npr rferl".split()
) | {"the associated press", "associated press", "agence france-presse", "the canadian press", "press trust of india"}
_ORGANISATION: Final = re.compile(
    r"\b(?:news|times|post|press|media|magazine|institute|university|college|daily|herald|gazette|tribune|journal"
    r"|network|radio|tv|television"
    r"|today|online|digital|group|inc|ltd|llc|gmbh|company|center|centre|foundation|association|society|medical"
    r"|xpress|agency|enquirer"
    r"|chronicle|observer|guardian|telegraph|express|review|sports?|blog|studio|ministry|department|zeitung|verlag"
    r"|diario|journal)\b"
    r"|\.(?:com|org|net|de|co|in|uk|io|fr|es|it|tv|info)\b|^(?-i:[A-Z]{2,3})$",
    re.IGNORECASE,
)
# "Political Correspondent", "staff editor at ...", "MD", "Co-Founder & COO"
_ROLE: Final = re.compile(
    r"\b(?:correspondent|reporter|writer|editor|contributor|columnist|journalist|author|staff|senior|sr|director"
    r"|manager|founder|co-founder"
    r"|ceo|coo|cto|cfo|president|professor|analyst|specialist|expert|producer|intern|head|chief|fellow|attorney"
    r"|consultant|strategist"
    r"|m\.?d\.?|ph\.?d\.?|rdn?|ldn?|rn|mph|mba|cfa|cpa|ms|msc|dds|esq|korrespondent\w*|redakteur\w*|reporterin"
    r"|journalistin"
    r"|corresponsal|enviado|enviada|correspondant|journaliste|inviato|wartawan|muhabir|toimittaja|dziennikarz"
    r"|redaktor)\b\.?",
    re.IGNORECASE,
)
_PARTICLES: Final = frozenset(
    "van de der den von del della di da dos das do la le el al bin bint ibn ben abu y e ter ten zu zur af st mac mc"
    " du des dalla dello d’ ul ur".split()
)
# Words that open headings and menus, never names.
NOT_NAMES: Final = frozenset(
    "the a an how what why when where who introduction overview summary conclusion contents about contact related"
    " more read share key takeaways background comments news world politics business sports sport opinion analysis"
    " culture technology science health life style travel entertainment video photos gallery exclusive live breaking"
    " update updated published advertisement home menu search subscribe newsletter sign log in our your my this that"
    " these top best new latest popular most is are was were will can for with from to of on at it its his her their"
    " not no yes getting started schedule guide tips image images photo getty reuters facebook twitter pinterest"
    " linkedin whatsapp instagram email print save copy link next previous post page site terms privacy policy cookie"
    " rights reserved skip continue load view see all learn watch listen follow us join up now today yesterday monday"
    " tuesday wednesday thursday friday saturday sunday references resources table list part chapter section step"
    " blog editorial sponsored der die das ein eine und für mit aus bei nach spotlight community topics stories story"
    " article articles january february march april june july august september october november december".split()
)
_ENDS_OF_NAMES: Final = frozenset({"An", "In", "On", "To", "My", "The"})
_LIST: Final = re.compile(
    r"\s*[,，、;&＆・]\s*(?:(?:and|und|et|y|e|og|och|en|ja|ve|dan)\s)?"
    r"|\s+(?:and|und|et|y|e|og|och|en|ja|i|и|та|ve|dan|și|με|και|avec|mit|con|met|with|with\sreporting\sby)\s+"
)
_WORD: Final = re.compile(rf"[^\W\d_][\w{plain.MARKS}\u200c\u200d.'’`´-]*\.?")
_HAS_MARKS: Final = re.compile(f"[{plain.MARKS}]")
_OF_SENTENCES: Final = 6.5  # as common as "of" and "is": no part of a name, in scripts that have no capitals to tell
_HANDLE: Final = re.compile(r"[\w.@-]{3,40}")
# "박준석 기자", "박준석 기자 외 1명 기자": a reporter's name and title
KOREAN: Final = re.compile(r"[가-힣]{2,4}\s?(?:선임기자|기자|특파원|논설위원|객원기자)(?:\s외\s\d+명)?(?:\s기자)?")
KOREAN_TITLE: Final = re.compile(r"\s?(?:선임기자|기자|특파원|논설위원|객원기자)(?:\s외\s\d+명)?(?:\s기자)?$")
_HAS_UNSPACED: Final = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_UNSPACED_NAME: Final = re.compile(r"[가-힣]{2,4}|[\u3040-\u30ff\u4e00-\u9fff]{2,12}")
# Outlets of China, Japan and Korea by the ends of their names: 毎朝新報, 海湾晚报, 新华社, 연합뉴스
_UNSPACED_OUTLET: Final = re.compile(
    r"[^\s、，。]{1,14}(?:新聞|新闻|新報|新报|日報|日报|晚報|晚报|早報|早报|時報|时报|快報|快报|週報|周报|報道|通信"
    r"|通信社|通訊社|通讯社|新華社|新华社|テレビ|放送|電視|电视台|广播|網|网|在线|ニュース|社"
    r"|編集部|編輯部|编辑部|뉴스|일보|신문|방송|통신|저널|타임스)"
)
# What stands before or after a reporter's name: 記者 山口葵, 记者 周敏 报道, 本报记者 林晓, 김하늘 기자, 文/李明
_REPORTER_BEFORE: Final = re.compile(
    r"(?:本[报報社]|[^\s、，。]{0,10}(?:支局|総局|本社|特約))?(?:特派|见习|見習|实习|實習|專題|首席|编集委員)?(?:記者|记者|編集委員|編輯|编辑|責任編輯|责任编辑|文|撰文|取材|作者|特派員|기자)(?:[・、](?:写真|撮影|構成))?(?:\s*[:：/／＝=|・]\s*|\s+)"
)
_REPORTER_AFTER: Final = re.compile(
    r"\s*(?:記者|记者|기자|선임기자|특파원|논설위원|객원기자|特派員|編集委員|报道|報道|報導|撰|编辑|編輯|リポート)$"
)
# "文・佐伯 美緒" names one person: in Japan a space parts family and given name, in China it parts people.
_OF_JAPAN: Final = re.compile(r"(?:取材・)?文(?:・写真)?[・＝=]")
_FAMILY_AND_GIVEN: Final = re.compile(r"[\u4e00-\u9fff々]{1,3}[ \u3000][\u3040-\u30ff\u4e00-\u9fff々]{1,4}")
# Han names, or kana with Han: no piece of a sentence, which ends in a particle (市教育委員会は).
_UNSPACED_PERSON: Final = re.compile(
    r"[\u4e00-\u9fff々]{2,4}|[\u4e00-\u9fff々]{1,4}[\u3040-\u309f]{1,4}(?<![はがをにでともへや])|[\u30a0-\u30ff]{2,10}(?:[・＝=][\u30a0-\u30ff]{2,12}){1,3}|[가-힣]{2,4}"
)
_SENTENCE_WORDS: Final = re.compile(
    r"宣布|表示|指出|發表|发表|称$|說$|说$|公布|委員会$|委员会$|[市県省縣区區国國][はがの]|教育局|政府|에서|으로|했다|한다|이다$|은$|는$|을$|를$"
)
# "(Reuters)", "jdoe@example.com", "@jdoe", a footnote's number glued to a name
_BESIDE: Final = re.compile(
    r"\([^)]*\)|\sin\s[A-Z]\w+(?:\s[A-Z]\w+)?|\s[\w.+-]+@[\w-]+\.[\w.]+|\s@\w+|(?<=[a-z])\d{1,2}(?=,|$)|(?<=\w)@\w+"
    r"|\s\d+\s\w+$"
)


def read_names(text: str, *, strict: bool) -> tuple[str, ...]:
    """The names of a list; strict where no "by" proves that it is one, then every piece must look like a name."""
    text = _BESIDE.sub("", text).strip(" ,:;-–—|/")
    if not text or len(text) > 160:
        return ()
    if KOREAN.fullmatch(text):
        # "외 1명" is "and one more": a name that stands for several keeps its title.
        return (re.sub(r"\s?기자$", "", text) if "외" in text else KOREAN_TITLE.sub("", text),)
    text = _without_role(text)
    if is_team(text) and not _LIST.search(text):
        is_name = text.casefold() in AGENCIES or _is_capitalised(text) or not strict
        return (text,) if len(text.split()) <= 6 and is_name and ":" not in text else ()
    names: list[str] = []
    for position, (separator, piece) in enumerate(_pieces(text)):
        if position and _is_beside(piece, listed="," in separator):
            continue
        named = is_person(piece) or (
            _is_loose(piece, first=not names) if not strict else is_team(piece) and _is_capitalised(piece)
        )
        if named:
            names.append(_in_case(piece))
        elif not position or not _is_capitalised(piece):
            return ()
    return tuple(dict.fromkeys(names))


def _pieces(text: str) -> list[tuple[str, str]]:
    """The parts of a list, each with what parts it from the one before."""
    separators = ["", *(match[0] for match in _LIST.finditer(text))]
    pieces = zip(separators, map(_tidy, _LIST.split(text)), strict=True)
    return [(separator, piece) for separator, piece in pieces if piece]


def has_reporter(line: str) -> bool:
    """Whether a line of Chinese, Japanese or Korean says that somebody reports."""
    return bool(_REPORTER_BEFORE.match(line) or _REPORTER_AFTER.search(line))


def read_unspaced(line: str) -> tuple[tuple[str, ...], str] | None:
    """The names and the outlet of a line of Chinese, Japanese or Korean that is nothing else; None for other lines."""
    if len(line) > 40 or line.isascii() or not _HAS_UNSPACED.search(line):
        return None
    rest = _REPORTER_AFTER.sub("", line.strip(" \u3000()（）[]【】"))
    said = rest != line.strip(" \u3000()（）[]【】")
    outlet = ""
    names: list[str] = []
    named = _REPORTER_BEFORE.sub("", rest)
    if _OF_JAPAN.match(rest) and _FAMILY_AND_GIVEN.fullmatch(named):
        return (named,), ""
    for piece in re.split(
        r"[\s\u3000|｜/／・]+(?![\u30a0-\u30ff])|[、，,]\s*", _REPORTER_BEFORE.sub("\0", rest).replace("\0", " ")
    ):
        bare = piece.strip()
        if not bare:
            continue
        if _UNSPACED_OUTLET.fullmatch(bare):
            outlet = outlet or bare
        elif _UNSPACED_PERSON.fullmatch(bare) and not _SENTENCE_WORDS.search(bare):
            names.append(bare)
        else:
            return None
    said = said or _REPORTER_BEFORE.match(line) is not None
    # A lone word of two characters may be a place or a heading; beside an outlet or "reporter" it is a name.
    if not (names or outlet) or (names and not (said or outlet or len(names) == 1)):
        return None
    return tuple(dict.fromkeys(names)), outlet


def is_organisation(name: str) -> bool:
    """Whether a name is an agency's, an outlet's or a body's."""
    return (
        bool(_UNSPACED_OUTLET.fullmatch(name)) or name.casefold() in AGENCIES or _ORGANISATION.search(name) is not None
    )


def is_role(text: str) -> bool:
    """Whether a text says what somebody does, not who it is."""
    return _ROLE.search(text) is not None


def is_team(text: str) -> bool:
    """Whether a name is a desk's or a staff's."""
    return text.casefold() in AGENCIES or _TEAM.search(text) is not None


def is_person(text: str) -> bool:
    """Two to five words with capitals; in scripts without spaces, a few characters."""
    words = text.split()
    if len(text) > 50 or len(words) > 5:
        return False
    if len(words) == 1:
        is_one = (
            _UNSPACED_NAME.fullmatch(text) and not _SENTENCE_WORDS.search(text) and not _UNSPACED_OUTLET.fullmatch(text)
        )
        return bool(is_one) and not (text[-1] in "はがをにでともへや" and len(text) > 3)
    if not words or not all(map(_WORD.fullmatch, words)):
        return False
    if _HAS_MARKS.search(text) and any(commonness(word) >= _OF_SENTENCES for word in words):
        return False
    # "Nguyễn Văn An": what no heading ends in may end a name.
    said = words[:-1] if len(words) > 2 and words[-1] in _ENDS_OF_NAMES else words
    if any(word.casefold().strip(".,") in NOT_NAMES for word in said):
        return False
    named = [word for word in words if word.casefold() not in _PARTICLES]
    return bool(named) and all(not word[0].islower() for word in named) and words[-1] in named


def is_handle(text: str) -> bool:
    """A user name, which some sites print for the author's: "tinyhouse", "sara.r.peter", "CarolRomig"."""
    # A plain word beside a date is a place or a section: "Frankfurt", "Sport".
    is_word = text[:1].isupper() and text[1:].islower()
    return (
        _HANDLE.fullmatch(text) is not None and not is_word and not text.isupper() and text.casefold() not in NOT_NAMES
    )


def _is_beside(piece: str, *, listed: bool) -> bool:
    """Whether a later piece is the first one's role or outlet: "Jane Doe, Staff Writer, Example Times"."""
    is_outlet = listed and _ORGANISATION.search(piece) is not None and not is_team(piece)
    return is_outlet or piece.casefold() in AGENCIES or _ROLE.search(piece) is not None


def _without_role(text: str) -> str:
    """The person before a role without a comma: "Jane Doe Staff Writer"; "Example Blog Contributor" is a team."""
    role = _ROLE.search(text)
    before = text[: role.start()].strip() if role else ""
    return before if is_person(before) else text


def _is_loose(text: str, *, first: bool) -> bool:
    """What may stand after a "by": one word, a user name, a firm; not a clause."""
    words = text.split()
    # A later word is a place: "By Jane Doe, Frankfurt".
    if len(words) == 1:
        return (
            text.casefold() not in NOT_NAMES
            and not text.isdigit()
            and (len(text) > 1 if first else len(text) > 3 and is_handle(text))
        )
    return len(words) <= 7 and len(text) <= 70 and _is_capitalised(text) and not any(word.isdigit() for word in words)


def _is_capitalised(text: str) -> bool:
    return all(
        not word[0].islower() or word in {"of", "the", "and", "for", "from"} | _PARTICLES for word in text.split()
    )


def _tidy(piece: str) -> str:
    bare = piece.strip(" ,:;-–—")
    words = bare.split()
    half = len(words) // 2
    if half and words[:half] == words[half:]:
        bare = " ".join(words[:half])
    elif not bare.isupper():
        # "Jane Doe MS" holds a degree, "Jane Doe USA TODAY" an outlet.
        bare = re.sub(r"(?<=[a-z])(?:\s(?!I{2,3}\b|IV\b)[A-Z]{2,})+$", "", bare) if len(words) > 2 else bare
    # "Jr." and "C.J." keep their dot, a sentence's dot is no part of a name.
    return bare if re.search(r"\b(?:Jr|Sr|[A-Z])\.$", bare) else bare.rstrip(".")


def _in_case(name: str) -> str:
    """Capitals set right: "ETHAN SAWYER" is in capitals, "ABC NEWS" is so spelled."""
    if name.isupper() and " " in name and len(name) > 7 and not is_organisation(name):
        return " ".join(word.title() if len(word) > 2 else word for word in name.split())
    return name
