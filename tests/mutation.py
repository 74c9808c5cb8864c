"""What `make mutate` runs: a plugin of pytest that tries the mutants of Cosmic Ray, each in a copy of this process.

Everything is loaded once. A mutant inside a function puts the code of that function in place of what is loaded, and
only tests that call the function run, those that have killed most mutants of its module first. A mutant outside
functions, or in one that is called while modules are loaded, is written into its file and gets a process of its own.
"""

import gc
import os
import re
import signal
import subprocess
import sys
from collections import Counter, defaultdict
from difflib import unified_diff
from itertools import zip_longest
from pathlib import Path
from time import perf_counter
from types import CodeType, FunctionType

import hypothesis
import pytest
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator
from cosmic_ray.work_db import use_db
from cosmic_ray.work_item import TestOutcome, WorkerOutcome, WorkResult

MUTATED = f"{Path('diary/triage').resolve()}{os.sep}"
STORE = "../mutants.sqlite"
SECONDS = 300
RISKS = ("patterns", "book", "alarms", "assess", "withdrawal", "raising", "contexts", "aftercare", "ledger", "measures")
ALONE = -1
UNUSED = ("cacheprovider", "xdist", "playwright", "base_url")
PYTEST = [
    sys.executable,
    "-m",
    "pytest",
    "-q",
    "-x",
    "--color=no",
    "--assert=plain",
    "--tb=no",
    *(f"-pno:{name}" for name in UNUSED),
]
# What makes tables while it is loaded: a mutant in there may change nothing later on.
called = set()
loaded = {}
failed = []


def note_call(frame, event, _arg):
    if event == "call" and frame.f_code.co_filename.startswith(MUTATED):
        called.add(frame.f_code)


sys.setprofile(note_call)


def pytest_configure():
    """That something fails is all there is to learn: no search for the smallest example."""
    phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
    hypothesis.settings.register_profile("mutation", deadline=None, derandomize=True, phases=phases)
    hypothesis.settings.load_profile("mutation")


def pytest_runtest_logreport(report):
    if report.failed:
        failed.append(report.nodeid)


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session):
    called_while_loading = set(called)
    callers, costs = run_unchanged(session)
    kills, files = Counter(), defaultdict(float)
    for place, item in enumerate(session.items):
        files[item.nodeid.partition("::")[0]] += costs[place]
    files = sorted(files, key=files.__getitem__)
    for each in gc.get_objects():
        if type(each) is FunctionType and each.__code__.co_filename.startswith(MUTATED):
            loaded.setdefault(each.__code__, []).append(each)
    gc.freeze()
    with use_db(STORE) as store:
        pending = sorted(store.pending_work_items, key=risk)
        for number, work in enumerate(pending, start=1):
            (spec,) = work.mutations
            source = spec.module_path.read_text()
            mutant = mutate_code(source, get_operator(spec.operator_name)(**spec.operator_args), spec.occurrence)
            if source.splitlines()[spec.start_pos[0] - 1].startswith("@dataclass"):
                store.set_result(work.job_id, WorkResult(worker_outcome=WorkerOutcome.SKIPPED))
                continue
            try:
                changes = changed_functions(spec.module_path, source, mutant)
            except SyntaxError:
                store.set_result(work.job_id, WorkResult(WorkerOutcome.NORMAL, None, TestOutcome.INCOMPETENT))
                continue
            killer = None
            if changes is not None:
                tests = likeliest_first(session, changes, callers, costs, kills)
                killer = in_a_fork(session, tests, changes)
                kills.update((code, killer) for code in changes)
            if killer is None and (changes is None or called_while_loading & changes.keys()):
                killer = ALONE if fails_alone(files, spec.module_path, source, mutant) else None
            outcome = TestOutcome.KILLED if killer is not None else TestOutcome.SURVIVED
            lines = source.splitlines(), mutant.splitlines()
            diff = "\n".join(unified_diff(*lines, "before", "mutant", n=0, lineterm=""))
            result = WorkResult(WorkerOutcome.NORMAL, None, outcome, diff)
            store.set_result(work.job_id, result)
            print(
                f"{number}/{len(pending)} {outcome.value} {spec.module_path}:{spec.start_pos[0]} {spec.operator_name}"
            )
            sys.stdout.flush()
    return True


def risk(work):
    """What comes first: functions, which are quick; in them rules, then what they stand on, then words."""
    (spec,) = work.mutations
    name = spec.module_path.stem
    return not spec.definition_name, RISKS.index(name) if name in RISKS else len(RISKS), name, spec.start_pos


def run_unchanged(session):
    """Which tests call a function, by its code, and the seconds that each takes; ends the run when one of them fails.

    They run in this process: what they leave behind, an empty database among it, is there for every mutant.
    """
    callers, costs = defaultdict(set), {}
    for place, item in enumerate(session.items):
        called.clear()
        begun = perf_counter()
        sys.setprofile(note_call)
        has_failed = fails(session, place)
        sys.setprofile(None)
        if has_failed:
            pytest.exit(f"{item.nodeid} fails as it is: nothing to learn from mutants.", 1)
        costs[place] = perf_counter() - begun
        for code in called:
            callers[code].add(place)
    return callers, costs


def likeliest_first(session, changes, callers, costs, kills):
    """The places of tests that call what was changed: those that killed there, those that name it, the quick ones."""
    tests = {test for code in changes for test in callers.get(code, ())}

    def order(test):
        name = session.items[test].nodeid.replace("-", "_")
        is_named = any(code.co_name.strip("_") in name for code in changes)
        return -sum(kills[code, test] for code in changes), not is_named, costs[test]

    return sorted(tests, key=order)


def fails(session, place):
    """Whether a test fails; what the session holds, the database among it, stays for any other test to follow."""
    failed.clear()
    item = session.items[place]
    item.ihook.pytest_runtest_protocol(item=item, nextitem=session)
    return bool(failed)


def changed_functions(path, source, mutant):
    """The code of functions that a mutant changes, with what it becomes; None when it changes more than that."""
    name = str(path.resolve())
    changes = {}

    def compare(old, new):
        pairs = list(zip_longest(old.co_consts, new.co_consts))
        inner = [(was, now) for was, now in pairs if isinstance(was, CodeType) and isinstance(now, CodeType)]
        if [pair for pair in pairs if pair not in inner and repr(pair[0]) != repr(pair[1])]:
            return False
        if old.co_code != new.co_code or old.co_names != new.co_names:
            return False
        for was, now in inner:
            if was == now:
                continue
            if was in loaded:
                changes[was] = now
            elif not compare(was, now):
                return False
        return True

    same = compare(compile(source, name, "exec"), compile(mutant, name, "exec"))
    return changes if same and changes else None


def in_a_fork(session, tests, changes):
    """The place of the first test that fails with some functions changed, in a copy of this process."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        with open(os.devnull, "w") as nowhere:
            os.dup2(nowhere.fileno(), 1)
            os.dup2(nowhere.fileno(), 2)
        signal.alarm(SECONDS)
        try:
            for code, becomes in changes.items():
                for each in loaded[code]:
                    each.__code__ = becomes
            for place in tests:
                os.write(writing, f"{place}\n".encode())
                if fails(session, place):
                    os._exit(1)
            os._exit(0)
        finally:
            os._exit(2)
    os.close(writing)
    with os.fdopen(reading) as begun:
        places = begun.read().split()
    _, status = os.waitpid(child, 0)
    return int(places[-1]) if status and places else None


def fails_alone(files, path, source, mutant):
    """Whether a test fails in a new process, with a mutant written into its file; its own file comes first then."""
    alone = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    path.write_text(mutant)
    try:
        ended = subprocess.run([*PYTEST, *files], env=alone, timeout=SECONDS, capture_output=True, text=True)
    except subprocess.TimeoutExpired:
        return True
    finally:
        path.write_text(source)
    for name in re.findall(r"^(?:FAILED|ERROR) ([^:\s]+)", ended.stdout, re.MULTILINE):
        files.sort(key=name.__ne__)
    return ended.returncode != 0
