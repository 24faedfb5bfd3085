"""Earlier stories stand under a story if they are on its subject, and none where none is."""

from __future__ import annotations

import re

from sites import Site

ONE = "title: T\nbase_url: https://digest.example/\ngrouping: {enabled: false}\n"

# A story a day: topic and headline, then the text.
NEWS = """
society | Bakery welcomes refugees in Almhof
    Six people who fled the war learn to bake rye bread in Almhof. The master baker pays them from the first
    day. Ovens are lit at three, and the first loaves leave at five.
society | Choir welcomes refugees in Birka
    Rehearsals are on Tuesdays, in the old school. The conductor has found songs in four languages, and the
    altos are still too few. A concert is planned before the summer.
science | Orbita launches probe to Saturn's moon Rhea
    The probe Halcyon left Earth on a rocket of Orbita. It will orbit Rhea after seven years and look for an ocean
    below the ice. Engineers of Orbita followed the countdown in a hangar, with cake. Halcyon carries cameras, a radar
    and a magnetometer, and solar panels as wide as a tennis court. Once, in the year 2000, a smaller orbiter was lost
    on the way to Saturn; its makers had mixed up feet and metres. This time everything was measured twice.
science | Voltano recalls its electric vans
    The maker of the vans says that brakes may fail in the cold. Owners are asked to come to a garage. Voltano
    has sold eleven thousand of them since spring, most to parcel services.
science | Probe Halcyon sends first pictures on its way to Rhea
    Halcyon has looked back at Earth. The pictures show that the cameras of the probe work, engineers of Orbita
    said. In seven years it is to photograph the ice of Rhea with them, and to listen to it with a radar. On the way
    the orbiter passes Venus twice to gain speed. The magnetometer is switched on next month, the solar panels of
    Halcyon deliver a little more power than planned. Nobody at Orbita has baked a cake so far; that is for Saturn.
economy | Supreme Court rules on fishing quotas
    Trawlers from the north may catch a third less cod from May. Harbour towns had called the ministry's numbers
    wrong, and lost. Their fleet has shrunk for a decade.
economy | Supreme Court rules on rents in the capital
    Landlords may ask for more money once a year, and no more than prices rise. A tenant from the old town had
    sued over a letter that doubled what she pays.
society | Un marché couvert ouvre à Corvo
    Trente marchands vendent du poisson et des fruits sous une verrière neuve. La mairie a payé les travaux.
society | Un marché couvert brûle à Dunmore
    Les pompiers ont lutté toute la nuit contre les flammes. Personne n'est blessé, et l'origine reste inconnue.
"""
STORIES = {
    day: (topic, title, " ".join(text.split()))
    for day, (topic, title, text) in enumerate(re.findall(r"^(\w+) \| (.+)\n((?: {4}.+\n)+)", NEWS, re.MULTILINE), 1)
}


def digest(site: Site) -> None:
    site.write("site.yaml", ONE)
    for day, (topic, title, text) in STORIES.items():
        write(site, day, topic, title, text)


def write(site: Site, day: int, topic: str, title: str, text: str) -> None:
    keys = {"topics": f"[{topic}]", "published": f"2025-12-0{day}", "lang": "fr" if title.startswith("Un ") else "en"}
    site.article(f"2025/12/0{day}/n{day}.md", f'"{title}"', text, **keys)


def related(site: Site, day: int) -> list[str]:
    page = site.page(f"2025/12/0{day}/n{day}/index.html")
    _, _, found = page.partition('id="related"')
    return re.findall(r'href="/2025/12/\d\d/(n\d)/"', found.partition("</section>")[0])


def test_a_story_leads_to_the_earlier_one_on_its_subject(site: Site) -> None:
    """The probe's pictures lead to its launch, and the launch to nothing: it knows no later news."""
    digest(site)
    site.build()
    assert related(site, 5) == ["n3"]
    assert related(site, 3) == []


def test_what_happens_everywhere_relates_nothing(site: Site) -> None:
    """Nor do a welcome, a court's name or a covered market make a subject, and topics alone do not either."""
    digest(site)
    site.build()
    assert [day for day in STORIES if related(site, day)] == [5]


def test_what_a_text_is_about_changes_what_it_is_related_to(site: Site) -> None:
    """Edited, the launch is about something else, and no longer stands under the pictures; as in a clean build."""
    digest(site)
    site.build()
    assert related(site, 5) == ["n3"]
    text = (
        "Shareholders of a bank met in a hotel. They voted on dividends, on who audits the books, and on salaries of "
        "directors, which fell by a tenth. Pensioners asked why branches in villages close; the chairman said that "
        "cash machines would stay. A fund from abroad wants two seats on the board, and got one. Coffee was served at "
        "eleven, the buffet opened at noon, and a brass band played while ballots were counted in the next room."
    )
    write(site, 3, "science", STORIES[3][1], text)
    site.build()
    assert related(site, 5) == []
    warm = site.output()
    (site.root / ".cache/site-gen.sqlite").unlink()
    site.build()
    assert site.output() == warm


def test_what_a_text_points_to_is_no_subject(site: Site) -> None:
    """An "Also read" line leads to its story under a heading of its own, or is its headline where the site has none."""
    digest(site)
    keys = {
        "topics": "[science]",
        "published": "2025-12-04",
        "related": "[Bakery welcomes refugees in Almhof, Lost dog]",
    }
    site.article("2025/12/04/n4.md", STORIES[4][1], STORIES[4][2], **keys)
    site.build()
    assert related(site, 4) == []
    _, _, pointers = site.page("2025/12/04/n4/index.html").partition('id="pointers"')
    assert '<a href="/2025/12/01/n1/">Bakery welcomes refugees in Almhof</a>' in pointers
    assert '<li dir="auto">Lost dog</li>' in pointers
