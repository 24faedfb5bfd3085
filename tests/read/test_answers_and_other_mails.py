"""Letters that answer others, alerts as mails, what settings tell of a reader, and files of other mail programs."""

# ruff: noqa: E501  # an input on one line, as it would come, beside what is expected of it
from __future__ import annotations

import pytest
from readings import ONE, TWO, mail, one, readings

HEAD = (
    "From: Growers <a@growers.example>\nTo: mara@b.example\nDate: Tue, 03 Nov 2026 06:30:00 +0100\nMessage-ID: <1@a>\n"
)


def test_an_answer_is_its_writers() -> None:
    below = "-----Original Message-----\nFrom: Jo Lund <jo@isle.example>\nSent: Friday, October 30, 2026 9:00 AM\nTo: Growers\nSubject: Pears\n\nAre they ripe?"
    (reading,) = readings("a.eml", f"{HEAD}Subject: RE: Pears\n\n{ONE}\n\n{below}\n")
    found = reading.article
    assert found
    assert (found.title, found.source, found.body, str(found.published)[:10]) == ("Pears", "Growers", ONE, "2026-11-03")
    assert any("Are they ripe" in it.text and it.verdict == "cut" for it in reading.rulings)
    sent_on = mail(f"See below.\n\n{below}\n", "FW: Pears")
    assert (sent_on.source, sent_on.body) == ("Jo Lund", "Are they ripe?")


@pytest.mark.parametrize("subject", ["Re: Pears", "AW: Re: Pears", "Re[2]: Pears", "回复：Pears", "Odp: Pears"])
def test_headlines_of_answers(subject: str) -> None:
    assert mail(ONE, subject).title == "Pears"


@pytest.mark.parametrize("subject", ["Recycling: pears", "Reap: what you sow", "RELEASE: Pears"])
def test_headlines_that_begin_like_an_answer(subject: str) -> None:
    assert mail(ONE, subject).title == subject


def test_the_tag_of_a_list_that_only_its_address_names() -> None:
    text = f"From: Ann <a@g.example>\nTo: pears@lists.example\nDate: Tue, 03 Nov 2026 06:30:00 +0100\nMessage-ID: <1@a>\nSubject: Re: [pears] Are they ripe?\n\n{ONE}\n"
    assert one("a.eml", text).title == "Are they ripe?"
    assert one("a.eml", text.replace("[pears]", "[photos]")).title == "[photos] Are they ripe?"


def test_who_is_quoted_without_a_day() -> None:
    body = mail(f"Jo Lund <jo@isle.example> writes:\n\n> {ONE}\n\n{TWO}\n", "Re: Pears").body
    assert body == f"Jo Lund writes:\n\n> {ONE}\n\n{TWO}"


def test_settings_tell_which_links_are_the_readers() -> None:
    body = (
        "<p><a href='https://r.g.example/mk/mr/7nV5f6e7d/x'>View this email in your browser</a></p>"
        f"<p>{ONE} See <a href='https://r.g.example/c/7nV5f6e7d/1'>the list</a> and <a href='https://g.example/pears-2026'>the page</a>.</p>"
        "<p>You get this because you signed up. <a href='https://r.g.example/mk/un/7nV5f6e7d'>Unsubscribe</a></p>"
    )
    found = one("a.eml", f"{HEAD}Subject: Pears\nContent-Type: text/html\n\n<html><body>{body}</body></html>")
    assert found.body == f"{ONE} See the list and [the page](https://g.example/pears-2026)."
    assert found.url is None


def test_a_mail_as_apple_keeps_it() -> None:
    inner = f"{HEAD}Subject: Pears\n\n{ONE}\n"
    text = f"{len(inner)}      \n{inner}<?xml version='1.0'?>\n<plist version='1.0'><dict><key>flags</key><integer>85</integer></dict></plist>\n"
    found = one("1.emlx", text)
    assert (found.title, found.source, found.body) == ("Pears", "Growers", ONE)


def test_heads_of_forwarded_mails_in_html() -> None:
    table = "-------- Forwarded Message --------<table><tbody><tr><th>Subject: </th><td>Pears</td></tr><tr><th>Date: </th><td>Sat, 31 Oct 2026 08:00:00 +0000</td></tr><tr><th>From: </th><td>Coast Week &lt;l@coast.example&gt;</td></tr></tbody></table>"
    quoted = "------- Forwarded Message -------<br>From: Coast Week &lt;l@coast.example&gt;<br>Date: On Saturday, October 31st, 2026 at 9:00 AM<br>Subject: Pears<br>"
    for body in (f"{table}<p>{ONE}</p>", f"{quoted}<br><blockquote><p>{ONE}</p></blockquote>"):
        found = one("a.eml", f"{HEAD}Subject: Fwd: Pears\nContent-Type: text/html\n\n<html><body>{body}</body></html>")
        assert (found.source, found.body, str(found.published)[:10]) == ("Coast Week", ONE, "2026-10-31")


@pytest.mark.parametrize(
    "greeting", ['Hi {{ first_name | default: "there" }},', "Hello *|FNAME|*!", "Dear %FIRSTNAME%,"]
)
def test_names_that_a_program_did_not_fill_in(greeting: str) -> None:
    assert mail(f"{greeting}\n\n{ONE}\n").body == ONE


def test_rows_of_signs_in_a_plain_mail() -> None:
    assert (
        mail(f"********************\nPLUMS\n********************\n\n{ONE}\n\n- - - - -\n\n{TWO}\n").body
        == f"PLUMS\n\n{ONE}\n\n{TWO}"
    )


def test_printed_addresses_without_tracking() -> None:
    assert (
        "( https://g.example/a?id=7 )" in mail(f"{ONE}\n\nSee ( https://g.example/a?id=7&utm_source=x ) today.\n").body
    )


def test_a_call_to_read_on_goes_with_its_link() -> None:
    head = "List-Unsubscribe: <https://t.g.example/u/MjM0NTY3ODkw>\n"
    assert mail(f"{ONE}\n\nFull story: https://t.g.example/c/MjM0NTY3ODkw/4\n", head=head).body == ONE


def test_a_line_above_nothing_goes() -> None:
    foot = "<hr><p><a href='https://g.example/u'>Unsubscribe</a></p>"
    text = (
        f"{HEAD}Subject: Pears\nContent-Type: text/html\n\n<html><body><p>{ONE}</p><hr><p>{TWO}</p>{foot}</body></html>"
    )
    assert one("a.eml", text).body == f"{ONE}\n\n***\n\n{TWO}"


@pytest.mark.parametrize(
    ("asked", "name", "day", "button"),
    [
        ("Was this email forwarded to you?", "Ann Lee", "Nov 3", "Read in app"),
        ("¿Te han reenviado este correo?", "Lucía Prado", "nov 3", "LEER EN LA APP"),
        ("Wurde Ihnen diese E-Mail weitergeleitet?", "Jan Brink", "3. Nov.", "In der App lesen"),
        ("Cet e-mail vous a été transféré ?", "Yann Pic", "3 novembre 2026", "Lire dans l'app"),
    ],
)
def test_the_head_of_a_newsletter(asked: str, name: str, day: str, button: str) -> None:
    """Who wrote it and when stands below its headline; that, and what surrounds it, is no text."""
    link = "https://letter.example/p/crane"
    page = (
        f"<table><tr><td>{asked} <a href='https://letter.example/subscribe'>Subscribe</a></td></tr></table>"
        f"<h1><a href='{link}'>A crane stays</a></h1><h3>And its keeper</h3><p><a href='https://letter.example/@a'>{name}</a></p>"
        f"<p>{day}</p><p><a href='{link}?app=1'>{button}</a></p><p>Three tugs pulled at the crane on Saturday. It did not move.</p>"
    )
    text = (
        "From: Letter <a@letter.example>\nTo: mara@b.example\nDate: Tue, 03 Nov 2026 06:30:00 +0100\nMessage-ID: <1@a>\n"
        f"Subject: A crane stays\nContent-Type: text/html; charset=utf-8\n\n{page}\n"
    )
    (reading,) = readings("a.eml", text)
    assert reading.article is not None
    assert reading.article.authors == (name,)
    assert reading.article.body == "### And its keeper\n\nThree tugs pulled at the crane on Saturday. It did not move."
    assert {name, day, "A crane stays"} <= {it.text for it in reading.rulings if it.verdict == "cut"}


def test_a_text_that_speaks_of_forwarding_stays() -> None:
    text = (
        "From: Letter <a@letter.example>\nTo: mara@b.example\nDate: Tue, 03 Nov 2026 06:30:00 +0100\nMessage-ID: <1@a>\n"
        "Subject: Kran\nContent-Type: text/plain; charset=utf-8\n\nDer Bürgermeister hat ihnen den Brief weitergeleitet, sagen die Fischer.\n"
    )
    (reading,) = readings("a.eml", text)
    assert reading.article is not None
    assert reading.article.body.startswith("Der Bürgermeister hat ihnen")


@pytest.mark.parametrize(
    ("mark", "name", "about", "reply"),
    [
        ("Anfang der weitergeleiteten Nachricht:", "Von", "Betreff", "Antwort an"),
        ("Début du message transféré :", "De", "Objet", "Répondre à"),
        ("Begin forwarded message:", "From", "Subject", "Reply-To"),
        ("Inizio messaggio inoltrato:", "Da", "Oggetto", "Rispondi a"),
    ],
)
def test_forwarded_with_an_address_to_answer_to(mark: str, name: str, about: str, reply: str) -> None:
    text = (
        f"{HEAD}Subject: Fwd: Pears\n\n{mark}\n\n> {name}: Isle Paper <news@isle.example>\n> {about}: Pears\n"
        f"> {reply}: Isle Paper <desk@isle.example>\n>\n> {ONE}\n>\n> {TWO}\n"
    )
    (reading,) = readings("a.eml", text)
    assert reading.article is not None
    assert (reading.article.source, reading.article.body) == ("Isle Paper", f"{ONE}\n\n{TWO}")


@pytest.mark.parametrize(
    ("above", "author"),
    [
        ("By Ann Lee", "Ann Lee"),
        ("Von Miriam Kolbe", "Miriam Kolbe"),
        ("Pears\n\nBy Ann Lee", "Ann Lee"),
        ("PEARS\n\nPar Hélène Brissac", "Hélène Brissac"),
        ("Por Teresa Quintela", "Teresa Quintela"),
        ("Di Carla Neri", "Carla Neri"),
    ],
)
def test_who_wrote_a_plain_mail(above: str, author: str) -> None:
    found = mail(f"{above}\n\n{ONE}\n\n{TWO}\n")
    assert (found.title, found.authors, found.body) == ("Pears", (author,), f"{ONE}\n\n{TWO}")


@pytest.mark.parametrize("first", ["By noon the pears were sold.", "Von der Ernte blieb nichts.", "Pears are cheap."])
def test_what_begins_like_a_byline(first: str) -> None:
    found = mail(f"{first}\n\n{ONE}\n")
    assert (found.authors, found.body) == ((), f"{first}\n\n{ONE}")


@pytest.mark.parametrize(
    "line",
    [
        "Wenn Sie den Waldbrief nicht mehr bekommen möchten, klicken Sie hier:",
        "Falls du keine Post von uns erhalten willst, sag es uns.",
        "Si vous ne souhaitez plus recevoir cette lettre, cliquez ici.",
        "Si ya no quieres recibir estos correos, pulsa aquí.",
        "Caso não queira mais receber esta carta, clique aqui.",
        "Se non vuoi più ricevere la lettera, fai clic qui.",
        "Als je deze brief niet meer wilt ontvangen, klik hier.",
        "Vill du inte längre få brevet? Klicka här.",
        "If you would rather not receive this letter, press here.",
        "You are receiving this email because you signed up at our website.",
        "You received this message as a member of the orchard club.",
        "This newsletter was sent to the growers of the valley.",
        "You're getting this because you subscribed to our weekly letter.",
        "Sie erhalten diese E-Mail, weil Sie sich angemeldet haben.",
        "Vous recevez cette lettre car vous êtes abonné.",
        "Recibes este boletín porque te apuntaste en nuestra página.",
        "Você recebeu este e-mail porque se inscreveu.",
        "Ricevi questa newsletter perché ti sei iscritto.",
        "Je ontvangt deze nieuwsbrief omdat je je hebt aangemeld.",
        "Du får detta brev eftersom du är medlem.",
        "Vous avez reçu ce message parce que vous êtes client.",
        "Manage your preferences",
        "Change your settings here",
        "Darte de baja",
        "Forward this to a friend",
    ],
)
def test_how_a_letter_is_stopped(line: str) -> None:
    assert mail(f"{ONE}\n\n{TWO}\n\n{line}\n").body == f"{ONE}\n\n{TWO}"


@pytest.mark.parametrize(
    "line",
    [
        "Die Dörfer werden das Geld nicht mehr erhalten.",
        "Sie wollen keine Post mehr austragen lassen, sagte er.",
        "Die Stadt will das Turnier 2030 selbst austragen.",
        "Die Bahn will vier Züge am Abend abbestellen.",
        "Centinaia di voli cancellati per la nebbia nella valle.",
        "Minister rezygnuje z urzędu po dwóch latach.",
        "Three states opt out of the treaty on fish.",
        "De gemeente gaat een prijsvraag uitschrijven voor het plein.",
        "Visitors can see the collection online from Monday on.",
        "You get the bus as far as the weir, and walk from there.",
        "They stop at the old mail office at noon.",
        "Where do you get this from, asked the mayor.",
        "If you get tired on the way, you can go to the café at the weir.",
        "The council moved the plan forward this week.",
        "The valley will stop receiving gas from the north in May.",
        "Sie erhalten den Preis am Montag aus der Hand der Bürgermeisterin.",
        "Vous recevez ce prix pour votre travail, lui a dit le maire.",
        "Du får det du betaler for, sa bonden på torget.",
        "Voce recebe o troco em moedas, e voce reclama.",
        "He would rather not get involved, the mayor said.",
        "You signed up for nine of the walks, the list of the guide says.",
    ],
)
def test_reports_on_who_gets_nothing(line: str) -> None:
    assert line in mail(f"{ONE}\n\n{line}\n\n{TWO}\n").body
