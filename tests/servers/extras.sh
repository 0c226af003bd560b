#!/usr/bin/env bash
# Sets up what the tests of the extras need, in .venv: WeasyPrint (PDF), spaCy, a client generator; Debian's Pango (as root).
set -euo pipefail
cd "$(dirname "$0")/../.."
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null && ! ldconfig -p | grep -q libpangoft2-1.0; then
  apt-get update -qq && apt-get install -y -qq --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 >/dev/null ||
    echo "tests of the extras: Pango cannot be installed here"
fi
VIRTUAL_ENV=.venv .venv/bin/uv --system-certs pip install --quiet --require-hashes -r requirements/ci.txt ||
  echo "tests of the extras: their packages cannot be installed here"
