from outbox.compose import render_mail
from outbox.sealing import placeholder

LETTER = {
    "subject": "A & B <filed>\n a claim",
    "greeting": "Carla",
    "paragraphs": ["Northwind & Söhne <Consulting> filed a claim.", "See you."],
    "link": placeholder("link"),
    "link_text": "Open the claim",
}


def test_letter_has_subject_text_and_html():
    mail = render_mail("letter", LETTER, "en")

    assert mail.subject == "A & B <filed> a claim"
    assert mail.text.split("\n\n")[:4] == [
        "Hello Carla,",
        "Northwind & Söhne <Consulting> filed a claim.",
        "See you.",
        "Open the claim:\n{{secret:link}}",
    ]
    assert "<p>Northwind &amp; Söhne &lt;Consulting&gt; filed a claim.</p>" in mail.html
    assert '<a class="button" href="{{secret:link}}">Open the claim</a>' in mail.html
    assert '<html lang="en">' in mail.html


def test_letter_loads_nothing_from_elsewhere():
    html = render_mail("letter", LETTER, "en").html

    assert "://" not in html
    assert "src=" not in html
    assert "@import" not in html


def test_letter_is_in_the_language_asked_for():
    assert '<html lang="de">' in render_mail("letter", LETTER, "de").html


def test_letter_without_name_or_link():
    mail = render_mail("letter", {"subject": "Hello", "paragraphs": ["One."]}, "en")

    assert mail.text.startswith("Hello,\n\nOne.\n\n--\n")
    assert "<a " not in mail.html
