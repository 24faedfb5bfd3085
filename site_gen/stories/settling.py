"""Published stories stay what they are: later news joins them, and never splits them or makes two of them one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping


def keep_settled(found: Mapping[str, str], settled: Mapping[str, str]) -> dict[str, str]:
    """The stories of `found`, where articles that are settled have their own story again.

    New articles go with the settled story that most of their company is in. An article whose id is a settled story's
    own, such as a first report that was gone for a while, is of that story.
    """
    if not settled:
        return dict(found)
    own = {story: story for story in settled.values()} | dict(settled)
    company: dict[str, list[str]] = defaultdict(list)
    for id_, story in found.items():
        company[story].append(id_)
    home: dict[str, str] = {}
    for ids in company.values():
        published = Counter(own[id_] for id_ in ids if id_ in own)
        new = [id_ for id_ in ids if id_ not in own]
        story = min(published, key=lambda it: (-published[it], it)) if published else new[0]
        home |= dict.fromkeys(new, story)
    return {id_: own.get(id_) or home[id_] for id_ in found}
