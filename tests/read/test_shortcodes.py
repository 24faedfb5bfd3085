"""Shortcodes that a blog program did not replace are cut, in feeds and in pages; what only looks like one stays."""

# ruff: noqa: E501  # an input on one line, as it would come
from __future__ import annotations

import pytest
from readings import ONE, TWO, page, readings, rss

WRITTEN = (
    f"[vc_row][vc_column width=”1/2″]{ONE}[/vc_column][/vc_row]",
    f"[fusion_text columns=&#8221;&#8221; class=&#8221;a b&#8221;]</p><p>{ONE}</p><p>[/fusion_text]",
    f"[gallery ids='4,5']</p><p>{ONE}",
    f'{ONE}</p><p>[contact-form-7 id="12" title="Write to us"]',
)
NONE = (
    "He calls it “a bridge [sic] for eels”, and means it: nobody else has one, as far as the council knows.",
    "The text of the law [i_max] is what counts [1], says the mayor, whoever wrote it down before her.",
    "In the forum somebody wrote [b]never[/b], and that was all that anybody heard of it in spring.",
    "See the [gallery](https://x.example/g) and [see p=2] for more of the story that the valley tells itself.",
)


@pytest.mark.parametrize("written", WRITTEN)
def test_shortcodes_are_cut(written: str) -> None:
    html = f"<p>{written}</p><p>{TWO}</p>"
    assert rss(f"<description><![CDATA[{html}]]></description>").body == f"{ONE}\n\n{TWO}"
    assert page(f"<article><h1>Pears fall</h1>{html}</article>", "Pears fall").body == f"{ONE}\n\n{TWO}"


def test_what_is_cut_is_said() -> None:
    feed = f"<rss version='2.0'><channel><title>G</title><item><title>Pears</title><description>[vc_row]{ONE}[/vc_row]</description></item></channel></rss>"
    (reading,) = readings("a.xml", feed)
    assert [it.text for it in reading.rulings if it.rule == "a shortcode"] == ["[vc_row]", "[/vc_row]"]


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_shortcode_stays(text: str) -> None:
    body = rss(f"<description><![CDATA[<p>{text}</p><p>{TWO}</p>]]></description>").body
    assert "".join(body.split("\n")[0].replace("\\", "").split()) == "".join(text.split())


def test_code_stays() -> None:
    body = rss(f'<description><![CDATA[<p>{ONE}</p><pre>[vc_row a="b"]x[/vc_row]</pre>]]></description>').body
    assert '[vc_row a="b"]x[/vc_row]' in body


def test_words_of_a_link_site_that_stand_together() -> None:
    text = "submitted by<a href='https://l.example/user/kim_lee'>kim_lee</a>to<a href='https://l.example/r/pears/'>pears</a><br/><a href='https://g.example/1'>[link]</a><a href='https://l.example/c/1'>[95 comments]</a>"
    assert rss(f"<description><![CDATA[{text}<p>{ONE}</p>]]></description>").body == ONE
