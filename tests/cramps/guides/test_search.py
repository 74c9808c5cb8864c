import pytest

from cramps.guides.catalog import catalog
from cramps.guides.search import find, words_of

GUIDES = catalog().listed()


def slugs(text):
    return [guide.slug for guide in find(GUIDES, text)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("pregnancy", "pregnancy"),
        ("when to see a doctor", "when-to-see-a-doctor"),
        ("foam roller", "foam-roll"),
        ("Fluids and salts", "fluids-and-salts"),
        ("quadriceps stretch", "cramp-in-a-quadriceps-stretch"),
    ],
)
def test_words_of_a_title_find_their_guide_first(text, first):
    assert slugs(text)[0] == first


# What readers of the founding articles type: their words are wrong, and they land right all the same.
@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("inner thigh hamstring", "inner-thigh-cramp"),
        ("ankle cramp", "calf-and-foot-cramp"),
        ("toxins", "causes-and-triggers"),
        ("charley horse", "right-now"),
        ("magnesium vitamin", "food-and-supplements"),
    ],
)
def test_other_words_for_it_find_their_guide(text, wanted):
    assert wanted in slugs(text)[:4]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("magnezium", "magnesium"),
        ("hamstirng", "hamstrings"),
        ("strech", "stretch"),
        ("pregnent", "pregnant"),
        ("quinin", "quinine"),
    ],
)
def test_slip_of_typing_finds_what_was_meant(typed, meant):
    assert set(slugs(typed)) == set(slugs(meant)) != set()


def test_beginning_of_a_word_is_enough():
    assert "food-and-supplements" in slugs("supplem")


def test_accents_capitals_and_plurals_do_not_matter():
    assert words_of("Crämps, K₂!") == ["cramps", "k2"]
    assert slugs("CRAMPS banana") == slugs("cramp bananas") != []


def test_every_word_has_to_be_found_where_a_guide_has_them_all():
    both = slugs("magnesium pregnancy")

    assert set(both) < set(slugs("magnesium"))
    assert set(both) < set(slugs("pregnancy"))


def test_some_of_the_words_are_enough_where_no_guide_has_them_all():
    assert slugs("stretch xyzzyplugh") == slugs("stretch") != []


def test_words_that_say_nothing_are_passed_over():
    assert slugs("what do i do for the magnesium") == slugs("magnesium")


@pytest.mark.parametrize("text", ["", "   "])
def test_no_text_finds_every_guide_as_it_came(text):
    assert find(GUIDES, text) == GUIDES


@pytest.mark.parametrize("text", ["…", "😀😀", "qqqqqqqq", "%%%' OR 1=1", "\u202e", "x" * 100_000, "zz " * 50_000])
def test_absurd_text_finds_nothing_or_something_and_never_fails(text):
    assert len(find(GUIDES, text)) < len(GUIDES)
