"""Every claim of the founding articles has its guide, and every disagreement its box."""

import itertools
import re
from collections import Counter

import pytest

from cramps.guides.catalog import catalog
from cramps.guides.claims import NOT_CARRIED

CLAIM = '[S1-5]\narticle = "nhs"\nparaphrase = "Stretching helps."\nphrase = "Pull your toes up."\n'
ARTICLES = {"S0": 22, "S1": 44, "S2": 25, "S3": 28, "S4": 39}


def carry(folder, *claims):
    names = ", ".join(f'"{claim}"' for claim in claims)
    folder.change_front("claims = []", f"claims = [{names}]")


def test_claim_is_carried_by_a_guide_that_says_it(folder):
    folder.write_claims(CLAIM)
    carry(folder, "S1-5")

    assert folder.problems() == []


def test_claim_that_no_guide_carries_is_a_problem_on_its_line(folder):
    folder.write_claims(f"# The register\n{CLAIM}")

    assert folder.problems() == [("E009", "claims.toml", 2, "claim S1-5 is carried by no guide")]


def test_guide_that_does_not_say_its_claim_is_a_problem(folder):
    folder.write_claims(CLAIM.replace("Pull your toes up.", "Push your toes down."))
    carry(folder, "S1-5")

    [(code, name, line, message)] = folder.problems()

    assert (code, name, line) == ("E009", "a-guide.md", 12)
    assert "'Push your toes down.'" in message


def test_every_guide_that_lists_a_claim_has_to_say_it(folder):
    folder.write_claims(CLAIM)
    carry(folder, "S1-5")
    front = (folder.path / "content" / "a-guide.md").read_text().split("\n## ")[0]
    folder.write(front=front, body="\n## Other {expert}\n\nSomething else. [@nhs]\n", name="another")

    assert [found[:2] for found in folder.problems()] == [("E009", "another.md")]


def test_claim_that_is_in_no_register_is_a_problem(folder):
    carry(folder, "S9-1")

    assert folder.problems() == [("E009", "a-guide.md", 12, "unknown claim 'S9-1'")]


def test_claim_that_is_not_to_be_carried_stays_out_of_guides(folder):
    folder.write_claims('[S2-25]\narticle = "nhs"\nparaphrase = "A shop."\n')
    assert folder.problems() == []

    carry(folder, "S2-25")

    [(code, name, _line, message)] = folder.problems()
    assert (code, name) == ("E009", "a-guide.md")
    assert "is not to be carried" in message


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('phrase = "Pull your toes up."\n', "", "claim S1-5: has no phrase"),
        ('paraphrase = "Stretching helps."', 'paraphrase = " "', "claim S1-5: has no paraphrase"),
        ('article = "nhs"', 'article = "aunt"', "claim S1-5: names the unknown source 'aunt'"),
        ('article = "nhs"', 'article = "nhs"\nstars = 5', "claim S1-5: has an unknown key 'stars'"),
        ("[S1-5]", "[S1-5", "cannot be read"),
    ],
)
def test_fault_in_the_register_is_found(folder, old, new, message):
    folder.write_claims(CLAIM.replace(old, new))

    code, name, line, told = folder.problems()[0]

    assert (code, name, line) == ("E009", "claims.toml", 1)
    assert message in told


@pytest.mark.parametrize(("name", "code"), [("claims.toml", "E009"), ("disagreements.toml", "E010")])
def test_register_that_is_no_toml_is_a_problem_on_its_line(folder, name, code):
    (folder.path / name).write_text("# The register\n\n[S1-5]\ntopic = \n")

    [found] = folder.problems()

    assert found[:3] == (code, name, 4)
    assert found[3].startswith("cannot be read: ")


@pytest.mark.parametrize("name", ["claims.toml", "disagreements.toml"])
def test_register_that_is_missing_is_a_problem(folder, name):
    (folder.path / name).unlink()

    assert [(found[1], "cannot be read" in found[3]) for found in folder.problems()] == [(name, True)]


def test_fact_that_was_read_nowhere_is_a_problem_wherever_it_stands(folder):
    folder.write_claims(CLAIM.replace("helps.", "helps [K]."))
    folder.write_body("\n## Stretch {expert}\n\nPull your toes up. [@nhs]\n\nIt works in a minute [K].\n")

    marked = [found[:3] for found in folder.problems() if found[0] == "E012"]

    assert sorted(marked) == [("E012", "a-guide.md", 19), ("E012", "claims.toml", 3)]


def test_disagreement_that_no_guide_shows_is_a_problem(folder):
    folder.write_disagreements('[C1]\ntopic = "Rubbing"\n\n[C3]\ntopic = "Heat"\n')
    folder.write_body("\n## Warmth {expert}\n\n::: disagree C3 Heat or cold?\nBoth. [@nhs]\n:::\n")

    assert folder.problems() == [("E010", "disagreements.toml", 1, "disagreement C1 is shown by no guide")]


def test_disagreement_of_an_unknown_code_is_a_problem(folder):
    folder.write_body("\n## Warmth {expert}\n\n::: disagree C3 Heat or cold?\nBoth. [@nhs]\n:::\n")

    assert folder.problems() == [("E010", "a-guide.md", 17, "unknown disagreement 'C3'")]


def test_disagreement_in_the_register_has_a_topic_and_no_more(folder):
    folder.write_disagreements("[C1]\ntitle = 'Rubbing'\n")

    assert [found[3] for found in folder.problems()] == ["disagreement C1: has a topic and no more"]


def test_register_holds_every_claim_of_the_five_articles():
    wanted = [f"{article}-{n}" for article, count in ARTICLES.items() for n in range(1, count + 1)]

    assert sorted(catalog().claims) == sorted(wanted)
    assert len(wanted) == 158
    assert len({claim.article for claim in catalog().claims.values()}) == 5
    assert all(catalog().sources[claim.article].kind == "founding" for claim in catalog().claims.values())


def test_every_claim_but_the_shop_is_carried():
    carried = {claim for guide in catalog().guides.values() for claim in guide.claims}

    assert set(catalog().claims) - carried == set(NOT_CARRIED) == {"S2-25"}


@pytest.mark.parametrize("guide", catalog().guides.values(), ids=lambda guide: guide.slug)
def test_guide_says_every_claim_that_it_carries(guide):
    for name in guide.claims:
        claim = catalog().claims[name]
        assert claim.phrase in guide.words, name
        assert claim.article in {source.id for source in guide.sources}, f"{name}: its article is not among the sources"


def test_phrases_show_one_claim_each():
    phrases = Counter(claim.phrase for claim in catalog().claims.values() if claim.phrase)

    assert max(phrases.values()) == 1
    assert not [pair for pair in itertools.permutations(map(str.lower, phrases), 2) if pair[0] in pair[1]]
    assert min(len(re.findall(r"\w+", phrase)) for phrase in phrases) >= 2


def test_every_disagreement_is_shown():
    shown = {box.code for guide in catalog().guides.values() for box in guide.disagreements}

    assert {f"C{n}" for n in range(1, 23)} == set(catalog().disagreements)
    assert set(catalog().disagreements) <= shown


def test_page_of_disagreements_leads_to_each_of_them(client, db):
    html = client.get("/guides/myths-and-disagreements/").text

    for guide in catalog().guides.values():
        for box in guide.disagreements:
            assert f'href="/guides/{guide.slug}/#{box.id}"' in html
            assert f'id="{box.id}"' in client.get(f"/guides/{guide.slug}/").text
