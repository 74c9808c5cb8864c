from diary.report.page import Section, fitted, split


def test_split_makes_no_rest_of_one():
    assert split("abc", 2) == (("a", "b", "c"), ())
    assert split("abcd", 2) == (("a", "b"), ("c", "d"))


def test_fitted_leaves_alone_what_fits():
    sections = (Section("A", listed=("a", "b")), Section("B", lines=("c",)))

    assert fitted(sections, 5) == sections


def test_fitted_lets_the_longest_list_give_way_and_loses_nothing():
    long, short = Section("A", listed=tuple("abcdefgh")), Section("B", listed=tuple("xyz"))

    first, second = fitted((long, short), 11)

    assert second == short
    assert first.listed + first.rest == long.listed
    assert (len(first.listed), first.height + second.height) == (5, 11)


def test_fitted_stops_where_lists_are_as_short_as_they_may_be():
    (found,) = fitted((Section("A", listed=tuple("abcdefgh"), fewest=5),), 1)

    assert found.listed == tuple("abcde")
