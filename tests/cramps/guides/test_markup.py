from cramps.guides.markup import render

NAMES = {"nhs": "NHS", "cks": "NICE CKS"}


def html(source):
    return "".join(part.html for part in render(source, NAMES).parts).replace("<li>\n", "<li>")


def test_second_level_heading_begins_a_card():
    shown = html("## One\n\nText.\n\n## Two\n\nMore.\n")

    assert shown.count('<section class="card">') == shown.count("</section>") == 2


def test_evidence_stands_beside_its_heading_and_not_in_it():
    text = render("## Gentle massage {expert}\n", NAMES)

    assert '<h2 id="gentle-massage">Gentle massage</h2>' in text.parts[0].html.replace(" </h2>", "</h2>")
    assert '<span class="tag low">expert advice, no trial found</span>' in text.parts[0].html
    assert text.headings[0].evidence == "expert"
    assert text.labels == ["expert"]


def test_headings_of_the_same_words_have_ids_of_their_own():
    text = render("## Calf\n\n## Calf\n", NAMES)

    assert [heading.id for heading in text.headings] == ["calf", "calf-2"]


def test_citation_links_to_the_sources_by_short_name():
    shown = html("Rub gently. [@nhs @cks]\n")

    assert (
        '<span class="cite">Sources: <a href="#source-nhs">NHS</a>, <a href="#source-cks">NICE CKS</a></span>' in shown
    )


def test_steps_are_a_numbered_list_whose_words_stay_together():
    shown = html("::: steps\n1. **Straighten** the leg.\n2. Hold.\n:::\n")

    assert '<ol class="steps large">' in shown
    assert shown.count("<li><div>") == shown.count("</div></li>") == 2


def test_list_outside_a_box_of_steps_stays_plain():
    shown = html("::: steps\n1. One\n:::\n\n1. Two\n")

    assert shown.count("<li><div>") == 1
    assert "<ol>" in shown


def test_care_card_says_its_level_in_words():
    shown = html("::: care urgent Get advice today\nCall.\n:::\n")

    assert (
        '<section class="care urgent"><h2 id="get-advice-today"><span class="visually-hidden">Urgent advice: ' in shown
    )


def test_disagreement_has_its_heading():
    assert "<b>Sources disagree</b>" in html("::: disagree\nOne says so.\n:::\n")


def test_box_inside_a_card_does_not_end_it():
    shown = html("## Massage\n\n::: disagree\nSo.\n:::\n\nAfter.\n")

    assert shown.index("After.") < shown.index("</section>")


def test_slot_splits_the_text_and_stands_outside_cards():
    text = render("## One\n\nText.\n\n::: slot signs\n:::\n\n## Two\n", NAMES)

    assert [part.slot for part in text.parts] == ["", "signs", ""]
    assert text.parts[0].html.rstrip().endswith("</section>")
    assert [heading.id for heading in text.headings] == ["one", "emergency", "urgent", "soon", "routine", "two"]


def test_link_to_another_site_is_marked_and_tells_it_nothing():
    assert '<a class="external" rel="noopener noreferrer external" href="https://example.org/">' in html(
        "[x](https://example.org/)\n"
    )


def test_raw_html_and_scripts_are_not_let_through():
    shown = html('<script>alert(1)</script>\n\n[x](javascript:alert(1)) <b onclick="x">\n')

    assert "<script" not in shown
    assert "<b" not in shown
    assert 'href="javascript' not in shown
