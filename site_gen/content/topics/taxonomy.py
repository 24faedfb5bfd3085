"""The built-in taxonomy: the top level of the IPTC Media Topics, with short slugs.

https://iptc.org/standards/media-topics/ names the terms.
"""

from __future__ import annotations

from typing import Final

from site_gen.model import Topic


def _topic(slug: str, name: str) -> Topic:
    """A built-in topic; catalogues translate its name (the second argument, see `make messages`)."""
    return Topic(slug=slug, name=name)


OTHER: Final = _topic("other", "Other")

BUILT_IN: Final = (
    _topic("politics", "Politics"),
    _topic("conflict", "Conflict"),
    _topic("economy", "Economy"),
    _topic("science", "Science"),
    _topic("environment", "Environment"),
    _topic("disaster", "Disasters"),
    _topic("health", "Health"),
    _topic("sport", "Sport"),
    _topic("arts", "Arts"),
    _topic("crime", "Crime and justice"),
    _topic("education", "Education"),
    _topic("labour", "Labour"),
    _topic("religion", "Religion"),
    _topic("weather", "Weather"),
    _topic("lifestyle", "Lifestyle"),
    _topic("society", "Society"),
    _topic("people", "People"),
)
