#!/bin/sh
# All tables of README.md in one run: sh benchmarks/all.sh PYTHON [PYTHON-WITH-THE-PEERS] > tables.md
set -e
here=$(dirname "$0")
"$1" "$here/start.py" "${ROUNDS:-21}" ${2:+"$2"}
echo
"$1" "$here/own_file.py" "${FACTS:-400000}"
echo
"$1" "$here/large.py" 10000
