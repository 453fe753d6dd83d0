"""What people write keeps its structure and loses everything that could run, load or disguise."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluestem.kit.html import ATTRIBUTES, SCHEMES, TAGS, clean_html

LINK = 'rel="noopener nofollow"'
# What is typed, and what is left of it
HOSTILE = [
    ("<script>alert(1)</script>", ""),
    ("<p>a<script src=//evil.example/x.js></script>b</p>", "<p>ab</p>"),
    ("<style>body{display:none}</style><p>x</p>", "<p>x</p>"),
    ('<p onclick="alert(1)" onmouseover=alert(1)>x</p>', "<p>x</p>"),
    ('<p style="position:fixed" class="btn" id="main">x</p>', "<p>x</p>"),
    ('<a href="javascript:alert(1)">x</a>', f"<a {LINK}>x</a>"),
    ('<a href="JaVa\tScRiPt:alert(1)">x</a>', f"<a {LINK}>x</a>"),
    ('<a href="&#106;avascript:alert(1)">x</a>', f"<a {LINK}>x</a>"),
    ('<a href=" \x01javascript:alert(1)">x</a>', f"<a {LINK}>x</a>"),
    ('<a href="data:text/html,<script>alert(1)</script>">x</a>', f"<a {LINK}>x</a>"),
    ('<a href="vbscript:msgbox(1)">x</a>', f"<a {LINK}>x</a>"),
    (
        '<a href="https://example.org/" target="_blank" onfocus="x()">x</a>',
        f'<a href="https://example.org/" {LINK}>x</a>',
    ),
    ('<a href="mailto:a@example.org">x</a>', f'<a href="mailto:a@example.org" {LINK}>x</a>'),
    ('<img src=x onerror="alert(1)">', ""),
    ("<svg><script>alert(1)</script></svg>", ""),
    ('<svg><a xlink:href="javascript:alert(1)">x</a></svg>', ""),
    ("<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>", ""),
    ('<iframe src="https://evil.example"></iframe>x', "x"),
    ("<object data=x></object><embed src=x><form action=x><input name=q></form>x", "x"),
    ('<base href="https://evil.example/"><meta http-equiv=refresh content="0">x', "x"),
    ("<!-- a comment --><!--[if IE]><script>alert(1)</script><![endif]-->x", "x"),
    ('<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>', '&lt;p title=""&gt;'),
    ("<p><b>open <i>never closed", "<p><b>open <i>never closed</i></b></p>"),
    ("</p></div>left over</b>", "<p></p>left over"),
    ("<h1>Title</h1><h3>Part</h3>", "Title<h3>Part</h3>"),
    ("5 < 6 & 7 > 6", "5 &lt; 6 &amp; 7 &gt; 6"),
    ("<p>é ü ß 💡</p>", "<p>é ü ß 💡</p>"),
]


@pytest.mark.parametrize(("typed", "left"), HOSTILE)
def test_hostile_html_loses_what_could_run(typed, left):
    cleaned = clean_html(typed)

    assert cleaned == left
    assert foreign_parts(cleaned) == []


def test_structure_of_plain_text_stays():
    text = (
        "<h3>Aims</h3><p>One<br/>two <strong>three</strong> <em>four</em></p>"
        "<ul><li>a</li></ul><ol><li>b</li></ol><blockquote>c</blockquote><h4>d</h4>"
    )

    assert clean_html(text) == text


@pytest.mark.parametrize("html", ["", " ", "<p></p>", "<p> </p><p><br></p>", "<ul><li></li></ul>", "<p>&nbsp;</p>"])
def test_structure_without_a_word_is_nothing(html):
    assert clean_html(html) == ""


def test_line_breaks_are_closed_as_the_admins_editor_wants_them():
    assert clean_html("one<br>two<br/>three") == "one<br/>two<br/>three"


tags = st.sampled_from(
    [
        *sorted(TAGS),
        *[
            "script",
            "style",
            "svg",
            "math",
            "img",
            "iframe",
            "object",
            "form",
            "input",
            "template",
            "noscript",
            "textarea",
            "title",
            "xmp",
        ],
    ]
)
attributes = st.sampled_from(
    [
        "",
        ' href="javascript:x"',
        " href=https://a.example",
        " onload=x",
        ' style="x"',
        ' class="x"',
        " srcdoc='<p>'",
        '"',
    ]
)
pieces = st.one_of(
    st.builds("<{}{}>".format, tags, attributes),
    st.builds("</{}>".format, tags),
    st.sampled_from(["<!--", "-->", "<![CDATA[", "]]>", "<?", "&lt;script&gt;", "&#0;", "<", ">", "\x00", "</"]),
    st.text(max_size=8),
)
markup = st.lists(pieces, max_size=14).map("".join)


@given(markup)
def test_nothing_foreign_is_left_whatever_is_typed(typed):
    assert foreign_parts(clean_html(typed)) == []


@given(markup)
def test_cleaning_twice_changes_nothing_more(typed):
    once = clean_html(typed)

    assert clean_html(once) == once


class _Foreign(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attributes):
        allowed = ATTRIBUTES.get(tag, set()) | ({"rel"} if tag == "a" else set())
        self.found += [] if tag in TAGS else [tag]
        self.found += [f"{tag} {name}" for name, _value in attributes if name not in allowed]
        schemes = [value.partition(":")[0].lower() for name, value in attributes if name == "href" and ":" in value]
        self.found += [f"{tag} {scheme}:" for scheme in schemes if "/" not in scheme and scheme not in SCHEMES]

    def handle_comment(self, data):
        self.found.append(f"comment {data}")

    handle_decl = handle_pi = unknown_decl = handle_comment


def foreign_parts(html: str) -> list[str]:
    """Give tags, attributes, schemes and comments that are not on the list."""
    reader = _Foreign()
    reader.feed(html)
    reader.close()
    return reader.found
