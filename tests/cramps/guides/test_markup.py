import re

import pytest

from cramps.guides.dialect import NUMBERS
from cramps.guides.markup import render
from cramps.guides.text import Disagreement, plain

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


@pytest.mark.parametrize("second", ["##", "###"])
@pytest.mark.parametrize("third", ["##", "###"])
def test_headings_of_the_same_words_have_ids_of_their_own(second, third):
    shown = html(f"## Calf\n\n{second} Calf\n\n{third} Calf\n")

    assert re.findall(r'id="([^"]+)"', shown) == ["calf", "calf-2", "calf-3"]


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
    text = render("## Warmth\n\n::: disagree C3 Heat or cold?\nOne says so.\n:::\n", NAMES)

    assert '<div class="split disagree" id="c3">\n<p><b>Sources disagree:</b> Heat or cold?</p>' in text.html
    assert text.disagreements == [Disagreement("c3", "C3", "Heat or cold?")]


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


def test_disagreement_without_a_code_is_known_by_its_title():
    [box] = render("::: disagree Now or later?\nOne says so.\n:::\n", NAMES).disagreements

    assert box == Disagreement("now-or-later", "", "Now or later?")


@pytest.mark.parametrize("opening", ["::: disagree", "::: disagree C3"])
def test_disagreement_says_what_it_is_about(opening):
    text = render(f"{opening}\nOne says so.\n:::\n", NAMES)

    assert [message for _line, message in text.faults] == [
        "a disagreement says what it is about: ::: disagree C3 Heat or cold?"
    ]


def measures(source):
    """Each stretch of words with what it has its reader do."""
    parts = render(source, NAMES).parts
    return {words: set(part.measures) for part in parts if (words := plain(part.html))}


def test_part_has_its_reader_do_something_up_to_the_next_heading_of_its_level():
    source = "## Rub {expert} {tries massage}\n\nA.\n\n### How\n\nB.\n\n## Rest\n\nC.\n"

    found = measures(source)

    assert [sorted(codes) for codes in found.values()] == [["massage"], []]
    assert next(iter(found)).endswith("B.")
    assert "tries" not in "".join(found)


def test_smaller_part_ends_at_the_next_one_or_at_the_end_of_its_card():
    found = measures(
        "## Help\n\n### Warm {tries heat}\n\nA.\n\n### Wait\n\nB.\n\n### Cold {tries cold}\n\nC.\n\n## End\n"
    )

    assert found == {"Help": set(), "Warm A.": {"heat"}, "Wait B.": set(), "Cold C.": {"cold"}, "End": set()}


def test_item_of_a_list_has_its_own():
    found = measures("::: steps\n1. {tries stretch} Pull.\n2. Breathe.\n3. {tries massage heat} Rub.\n:::\n")

    assert found == {"Pull.": {"stretch"}, "Breathe.": set(), "Rub.": {"massage", "heat"}}


def test_item_inside_a_part_adds_to_it():
    found = measures("## Help {tries rest}\n\n- {tries cold} A pack.\n- Wait.\n")

    assert found["A pack."] == {"rest", "cold"}
    assert found["Wait."] == {"rest"}


def test_html_of_what_is_left_stays_whole_whatever_is_left_out():
    source = (
        "## One {tries rest}\n\nA.\n\n## Two\n\n### In {expert} {tries heat}\n\n::: caution\nB.\n:::\n\n"
        "### Out\n\n::: steps\n1. {tries cold} C.\n2. D.\n:::\n"
    )
    for left_out in ("rest", "heat", "cold"):
        kept = "".join(part.html for part in render(source, NAMES).parts if left_out not in part.measures)

        for tag in ("section", "div", "ol", "li", "h2", "h3"):
            assert kept.count(f"<{tag}") == kept.count(f"</{tag}>"), (left_out, tag)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("## Rub {tries rubbing}\n", "tries the unknown 'rubbing'"),
        ("Some words {tries heat} here.\n", "{tries} stands at the end of a heading"),
        ("- Some words {tries heat} here.\n", "{tries} stands at the end of a heading"),
        ("- One.\n\n  {tries heat} Two.\n", "{tries} stands at the end of a heading"),
        ("{tries heat} A paragraph.\n", "{tries} stands at the end of a heading"),
    ],
)
def test_what_a_part_tries_is_known_and_stands_in_its_place(source, message):
    [(_line, told)] = render(source, NAMES).faults

    assert message in told


def test_table_scrolls_by_itself():
    assert '<div class="scroll" role="region" tabindex="0"' in html("| A | B |\n|---|---|\n| 1 | 2 |\n")


def test_length_of_a_long_cramp_is_left_to_the_rules():
    text = render("Longer than {long-cramp}, see a doctor.\n", NAMES)

    assert text.faults == []
    assert NUMBERS["long-cramp"] in text.html


def doing(source):
    """Each stretch of the text in words, with what it has its reader do."""
    text = render(source, NAMES)
    assert text.faults == []
    assert "tries" not in text.html
    return [(plain(part.html), set(part.measures)) for part in text.parts if plain(part.html)]


def test_text_has_its_reader_do_nothing_unless_it_says_so():
    assert doing("Before.\n\n## Rub {expert}\n\nSo.\n\n- One\n") == [
        ("Before. Rub expert advice, no trial found So. One", set())
    ]


@pytest.mark.parametrize("mark", ["##", "###"])
@pytest.mark.parametrize("following", ["::: slot signs\n:::\n", "::: care urgent Call\nNow.\n:::\n"])
def test_what_a_part_has_its_reader_do_ends_with_its_card(mark, following):
    text = render(f"## Help\n\n{mark} Rub {{tries massage}}\n\nSo.\n\n{following}\nAfter.\n", NAMES)

    first, rubbed, *others = text.parts
    assert (set(first.measures), set(rubbed.measures)) == (set(), {"massage"})
    assert "So." in rubbed.html
    assert others[-1].html.count("After.") == 1
    assert all(not part.measures for part in others)


def test_what_holds_for_a_part_holds_for_all_in_it_and_adds_up():
    found = doing(
        "## Help {tries rest}\n\nOne.\n\n### Warm {tries heat}\n\nTwo.\n\n"
        "- {tries massage} Three.\n  - {tries cold} Four.\n  - Five.\n- Six.\n\n### Wait\n\nSeven.\n"
    )

    assert found == [
        ("Help One.", {"rest"}),
        ("Warm Two.", {"rest", "heat"}),
        ("Three.", {"rest", "heat", "massage"}),
        ("Four.", {"rest", "heat", "massage", "cold"}),
        ("Five.", {"rest", "heat", "massage"}),
        ("Six.", {"rest", "heat"}),
        ("Wait Seven.", {"rest"}),
    ]


def test_heading_in_a_box_does_not_end_what_the_part_around_it_has_its_reader_do():
    found = measures("## Help\n\n### Warm {tries heat}\n\n::: caution\n### Not if\n\nSo.\n:::\n\nAfter.\n")

    assert found == {"Help": set(), "Warm Not if So. After.": {"heat"}}


@pytest.mark.parametrize("mark", ["##", "###"])
def test_heading_in_a_box_that_would_be_left_out_with_half_of_it_is_a_fault(mark):
    [(line, message)] = render(f"## Help\n\n::: caution\n{mark} Warm {{tries heat}}\n\nSo.\n:::\n", NAMES).faults

    assert line == 3
    assert message.startswith("{tries} does not stand in a box")


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("Before.\n\n## Rub {tries leeches}\n", 2),
        ("## Rub\n\n### Hard {tries massage leeches}\n", 2),
        ("- One\n- {tries leeches} Two\n", 1),
    ],
)
def test_unknown_measure_is_a_fault_that_names_it_and_the_known(source, line):
    assert [(at, message[:27]) for at, message in render(source, NAMES).faults] == [
        (line, "tries the unknown 'leeches'"),
    ]
    assert "known are cold, effort, electrolytes, heat" in render(source, NAMES).faults[0][1]


def test_measures_without_any_are_an_unknown_word():
    [(_at, message)] = render("## Warm {tries}\n", NAMES).faults

    assert "unknown word 'tries'" in message
