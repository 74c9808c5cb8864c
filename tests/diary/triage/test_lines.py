"""The first line of a reason by its level, and for how many cramps the signs were answered, to the word."""

from diary.triage import messages, words
from diary.triage.tiers import Tier
from tests.diary.triage.diaries import GB, cramp, cramps_on, day, flag


def line_of(*args):
    (found,) = flag(*args).reasons
    return found.line


def test_sign_that_can_wait_a_day_says_when_it_was_ticked():
    assert line_of([], [day(17, signs=("heavy_alcohol",))]) == (
        "On 3 Nov you ticked: You drink a lot on most days: half a bottle of wine, three pints of beer, or more."
    )


def test_sign_for_an_appointment_says_since_when():
    assert line_of([cramp(17, signs=("wasting",)), cramp(3, signs=("wasting",))]) == (
        "Since 3 Nov: you ticked “A leg muscle looks thinner than before, or has slowly grown weaker”."
    )


def test_source_stands_behind_an_appointment_and_what_can_be_mentioned_only():
    assert messages.whole("It.", Tier.ROUTINE, "our own number", GB) == "It. Our own number."
    assert messages.whole("It.", Tier.MENTION, "NHS", GB) == "It. NHS."
    assert messages.whole("It.", Tier.ROUTINE, "", GB) == "It."
    assert messages.whole("It.", Tier.SOON, "NHS", GB) == "It."
    assert messages.whole("It.", Tier.URGENT, "NHS", GB) == "It."
    assert messages.whole("It.", Tier.EMERGENCY, "NHS", GB) == "Call 999 now. It."


def test_answers_are_counted_in_words():
    assert words.answered(flag()) == "no cramps yet"
    assert words.answered(flag([cramp(3)])) == "signs not answered for your last cramp"
    assert words.answered(flag([cramp(3, signs=())])) == "signs answered for your last cramp"
    assert words.answered(flag(cramps_on(3, 2))) == "signs answered for 0 of your last 2 cramps"
    assert words.answered(flag([cramp(3, signs=()), cramp(2)])) == "signs answered for 1 of your last 2 cramps"
