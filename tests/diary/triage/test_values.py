"""What the rules see and say is handed around in pages for a while: nothing of it can be changed."""

import dataclasses
import inspect
from importlib import import_module
from pathlib import Path

import pytest

import diary.triage

MODULES = sorted(path.stem for path in Path(diary.triage.__file__).parent.glob("[a-z]*.py"))
VALUES = {
    f"{name}.{what}": value
    for name in MODULES
    for what, value in inspect.getmembers(import_module(f"diary.triage.{name}"), inspect.isclass)
    if dataclasses.is_dataclass(value) and value.__module__ == f"diary.triage.{name}"
}


@pytest.mark.parametrize("name", VALUES)
def test_value_is_frozen_and_has_no_other_fields(name):
    assert VALUES[name].__dataclass_params__.frozen
    assert "__slots__" in vars(VALUES[name])


def test_values_are_found():
    assert {"reasons.Reason", "alarms.Alarm", "patterns.Pattern", "signs.Sign"} <= set(VALUES)
