from datetime import date

import pytest

from cramps.anatomy import Muscle
from cramps.guides.catalog import read
from cramps.guides.guide import Kind


def test_guide_is_read_with_everything_that_it_says(folder):
    catalog = read(folder.path)

    guide = catalog.guides["a-guide"]
    assert catalog.problems == ()
    assert (guide.title, guide.kind, guide.muscles) == ("A guide", Kind.RELIEF, (Muscle.CALF,))
    assert (guide.reviewed, guide.next_review) == (date(2026, 11, 20), date(2029, 11, 20))
    assert [source.short for source in guide.sources] == ["NHS"]
    assert [(heading.id, heading.title, heading.evidence) for heading in guide.headings] == [
        ("stretch", "Stretch", "expert")
    ]


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "message"),
    [
        ('title = "A guide"', 'title = "A guide', "E002", 2, "front matter is broken"),
        ("muscles = [", "muscles = [[", "E002", 6, "front matter is broken"),
        ("+++\ntitle", "title", "E002", 1, "no front matter"),
        ('title = "A guide"\n', "", "E003", 1, "title is missing"),
        ('summary = "What it says."', "summary = 3", "E003", 3, "summary is missing or no text"),
        ('muscles = ["calf"]', 'muscles = "calf"', "E003", 5, "muscles is missing or no list of words"),
        ("claims = []\n", "", "E003", 1, "claims is missing or no list of words"),
        ("claims = []", "claims = [1]", "E003", 12, "claims is missing or no list of words"),
        ("aliases = []", "aliases = []\ncolour = 1", "E003", 12, "unknown key 'colour'"),
        ("reviewed = 2026-11-20\n", "", "E004", 1, "reviewed is missing"),
        ("reviewed = 2026-11-20\n", 'reviewed = "soon"\n', "E004", 7, "reviewed is missing or no date"),
        ("reviewed = 2026-11-20\n", "reviewed = 2026-11-20T10:00:00\n", "E004", 7, "no date"),
        ("next_review = 2029-11-20", "next_review = 2026-11-20", "E004", 8, "not after"),
        ('kind = "relief"', 'kind = "magic"', "E005", 4, "unknown kind 'magic'"),
        ('muscles = ["calf"]', 'muscles = [\n  "calf",\n  "tail",\n]', "E005", 7, "unknown muscle 'tail'"),
        ('sources = ["nhs"]', 'sources = ["nhs", "aunt"]', "E006", 9, "unknown source 'aunt'"),
        ("related = []", 'related = ["elsewhere"]', "E007", 10, "no guide 'elsewhere'"),
    ],
)
def test_fault_in_front_matter_is_found_on_its_line(folder, old, new, code, line, message):
    folder.change_front(old, new)

    [found] = folder.problems()

    assert found[:3] == (code, "a-guide.md", line)
    assert message in found[3]


@pytest.mark.parametrize(
    ("body", "code", "line", "message"),
    [
        ("\n## Title\n\n[@aunt]\n", "E006", 17, "cites 'aunt'"),
        ("\n## Title\n\n{sure}\n", "E008", 17, "unknown word 'sure'"),
        ("\n# Title\n", "E008", 15, "out of order"),
        ("\n### Title\n", "E008", 15, "out of order"),
        ("\n::: shout\nHo\n:::\n", "E008", 15, "unknown box 'shout'"),
        ("\n## Title\n\n::: caution\nHo\n", "E008", 17, "never closed"),
        ("\n::: slot nothing\n:::\n", "E008", 15, "unknown slot 'nothing'"),
        ("\n::: care now Help\n:::\n", "E008", 15, "needs a level"),
        ("\n::: steps\nNo list.\n:::\n", "E008", 16, "numbered list"),
        (":::: caution\n\n::: slot signs\n:::\n\n::::\n", "E008", 16, "stands by itself"),
        ("\n[there](guide:nowhere)\n", "E007", 15, "no guide 'nowhere'"),
        ("\n[there](guide:no/where)\n", "E007", 15, "no guide 'no/where'"),
    ],
)
def test_fault_in_the_text_is_found_on_its_line(folder, body, code, line, message):
    folder.write_body(body)

    [found] = folder.problems()

    assert found[:3] == (code, "a-guide.md", line)
    assert message in found[3]


def test_guide_with_a_fault_is_left_out(folder):
    folder.write(name="another")
    folder.change_front('kind = "relief"', 'kind = "magic"')

    assert list(read(folder.path).guides) == ["another"]


def test_link_to_a_guide_with_a_fault_is_no_second_problem(folder):
    folder.write(name="another", body="\n[there](guide:a-guide)\n")
    folder.change_front('kind = "relief"', 'kind = "magic"')

    assert [problem[0] for problem in folder.problems()] == ["E005"]


def test_file_that_is_no_text_is_a_problem(folder):
    (folder.path / "content" / "a-guide.md").write_bytes(b"+++\n\xff\n+++\n")

    [found] = folder.problems()

    assert found[0] == "E002"


def test_name_that_is_no_address_is_a_problem(folder):
    folder.write(name="Right now!")

    [found] = folder.problems()

    assert found[:3] == ("E002", "Right now!.md", 1)


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ('name = "NHS, Leg cramps"', "name = ", 3, "cannot be read"),
        ('kind = "authority"', 'kind = "rumour"', 2, "unknown kind 'rumour'"),
        ('read = "publisher\'s page"', "", 2, "has no read"),
        ('url = "https://example.org/nhs"', "", 2, "has no url"),
        ('url = "https://example.org/nhs"', 'url = "javascript:x"', 2, "has no url"),
        ('url = "https://example.org/nhs"', 'url = "https://example.org"\nstars = 5', 2, "unknown key 'stars'"),
    ],
)
def test_fault_in_the_sources_is_found_on_its_line(folder, old, new, line, message):
    path = folder.path / "sources.toml"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))

    found = folder.problems()[0]

    assert found[:3] == ("E001", "sources.toml", line)
    assert message in found[3]


def test_founding_article_needs_no_address(folder):
    path = folder.path / "sources.toml"
    path.write_text(path.read_text() + '[first]\nname = "The first: a"\nkind = "founding"\nread = "given"\n')

    catalog = read(folder.path)

    assert catalog.problems == ()
    assert catalog.sources["first"].short == "The first"
