import pytest

from diary.vocabulary import Trigger, UnknownCodes, ordered_codes


def test_ordered_codes_follow_the_vocabulary_without_doubles():
    assert ordered_codes(["heat", "little_fluid", "heat"], Trigger.values) == ["little_fluid", "heat"]


def test_ordered_codes_of_nothing_is_nothing():
    assert ordered_codes([], Trigger.values) == []


def test_ordered_codes_name_the_unknown_ones():
    with pytest.raises(UnknownCodes) as caught:
        ordered_codes(["zeal", "heat", "none", "zeal"], Trigger.values)

    assert caught.value.codes == ("zeal", "none")
