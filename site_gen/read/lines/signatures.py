"""Who reports, where the text itself says it in the first words: the datelines of agencies in Korean and Chinese."""

from __future__ import annotations

import re
from typing import Final

# Such as "[서울=바다뉴스] 이서연 기자 = …", "(부산=바다뉴스) 이서연·김하늘 기자 =".
_KOREAN: Final = re.compile(
    r"\\?[\[(](?:[^\[\]()=]{1,20}=)?([^\[\]()=\\]{1,20})\\?[\])]\s*([가-힣]{2,4}(?:\s?[·,]\s?[가-힣]{2,4}){0,4})\s?"
    r"(?:선임기자|기자|특파원|논설위원|객원기자)\s?="
)
# Such as "海讯社港城11月27日电（记者 王芳、李明）…", "本报讯（记者王芳 通讯员陈晓）…".
_CHINESE: Final = re.compile(
    r"(?:[^\s，。：:（(]{2,30}[电電讯訊]|[^\s，。：:（(]{2,20}(?:报道|報道|報導))\s?[（(](?:本报|本報|本社)?(?:见习|見習|实习|實習)?"
    r"(?:记者|記者)[\s:：/]{0,3}([\u4e00-\u9fff·、，,\s]{2,40}?)(?:[\s、](?:通讯员|通訊員)[^）)]*)?[）)]"
)
_NAME: Final = re.compile(r"[\u4e00-\u9fff·]{2,8}")


def signature(text: str) -> tuple[tuple[str, ...], str | None]:
    """The reporters that the beginning of a text names, and the agency, where it names one."""
    korean = _KOREAN.match(text)
    if korean:
        return tuple(re.split(r"\s?[·,]\s?", korean[2])), korean[1]
    chinese = _CHINESE.match(text)
    if chinese:
        names = [it for it in re.split(r"[、，,\s]+", chinese[1]) if it]
        if names and all(map(_NAME.fullmatch, names)):
            return tuple(names), None
    return (), None
