# What `make mutate` runs for each mutant, from a copy of the project: first what needs no database and ends most of them.
set -eu
unset PYTHONPATH
export CI=true
run() { .venv/bin/python -m pytest -q -x -p no:cacheprovider -p no:xdist -p no:playwright -p no:base_url "$@"; }
cd "$(dirname "$0")/.."
all=$(ls tests/diary/triage/test_*.py)
stored=$(grep -lE "call_command|UserFactory" $all)
run $(echo "$all" | grep -vxF "$stored")
run $stored
