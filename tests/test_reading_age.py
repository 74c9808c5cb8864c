import pytest

from tests.reading_age import Ease, ease_of, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [("leg", 1), ("cramp", 1), ("muscle", 2), ("magnesium", 4), ("ease", 1), ("hamstring", 2), ("bed-towel", 3)],
)
def test_syllables_of_a_word(word, count):
    assert syllables(word) == count


def test_text_is_counted_by_sentences_and_words():
    assert ease_of("Stand up. Hold on to something firm.") == Ease(words=7, sentences=2, syllables=8)


def test_long_words_in_long_sentences_are_for_older_readers():
    plain = ease_of("Pull your toes up. Hold on. Breathe.")
    heavy = ease_of("Electrolyte abnormalities occasionally precipitate involuntary muscular contractions nocturnally.")

    assert plain.age < 8
    assert heavy.age > 18


def test_no_text_has_no_age():
    assert ease_of("").age == 0
