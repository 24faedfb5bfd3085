"""Code printed with the numbers of its lines is read as code alone, however a page lays it out."""

# ruff: noqa: E501  # an input on one line, as it would come
from __future__ import annotations

import pytest
from readings import ONE, TWO, page, rss

CODE = "```\ndef f(x):\n    return x\n```"
CELL = "<pre>def f(x):\n    return x\n</pre>"
LAID_OUT = {
    "a table in a block": f"<pre><code><table><tr><td class='rouge-gutter gl'><pre class='lineno'>1\n2\n</pre></td><td class='rouge-code'>{CELL}</td></tr></table></code></pre>",
    "a table of two blocks": f"<table class='lntable'><tr><td class='lntd'><pre><code><span class='lnt'>1\n</span><span class='lnt'>2\n</span></code></pre></td><td class='lntd'>{CELL}</td></tr></table>",
    "a table without classes": f"<table><tr><td><pre>7\n8</pre></td><td>{CELL}</td></tr></table>",
    "a row for each line": "<pre><code><table><tr><td class='hljs-ln-numbers' data-line-number='1'></td><td class='hljs-ln-code'>def f(x):</td></tr><tr><td class='hljs-ln-numbers'></td><td class='hljs-ln-code'>    return x</td></tr></table></code></pre>",
    "a box for each line": "<table><tr><td class='gutter'><div>1</div><div>2</div></td><td class='code'><div><div><code>def f(x):</code></div><div><code>    return x</code></div></div></td></tr></table>",
    "breaks": "<figure><table><tr><td class='gutter'><pre><span>1</span><br><span>2</span><br></pre></td><td class='code'><pre><span>def f(x):</span><br><span>    return x</span><br></pre></td></tr></table></figure>",
    "numbers in the lines": "<pre><code><span class='linenos'>1</span>def f(x):\n<span class='linenos'>2</span>    return x\n</code></pre>",
}  # fmt: skip


@pytest.mark.parametrize("form", LAID_OUT)
def test_code_without_its_numbers(form: str) -> None:
    html = f"<p>{ONE}</p>{LAID_OUT[form]}<p>{TWO}</p>"
    assert rss(f"<description><![CDATA[{html}]]></description>").body == f"{ONE}\n\n{CODE}\n\n{TWO}"
    assert page(f"<article><h1>Pears fall</h1>{html}</article>", "Pears fall").body == f"{ONE}\n\n{CODE}\n\n{TWO}"


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><td>1</td><td>200 <code>x</code></td></tr><tr><td>2</td><td>300</td></tr></table>",
        "<table><tr><td class='rank num'>1</td><td>Kern <code>GB</code></td></tr><tr><td class='rank num'>2</td><td>Lund <code>SE</code></td></tr></table>",
        "<table><tr><td>1 2 3</td><td>three places</td></tr><tr><td>4</td><td>one</td></tr></table>",
    ],
)
def test_tables_of_numbers_stay(table: str) -> None:
    body = rss(f"<description><![CDATA[<p>{ONE}</p>{table}<pre>x</pre>]]></description>").body
    assert "| --- |" in body
    assert "| 1" in body
