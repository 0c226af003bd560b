#!/usr/bin/env bash
# Sets up what the browser tests need: Debian's chromium (as root) and the web app's locked packages.
set -euo pipefail
cd "$(dirname "$0")/../.."
if ! command -v chromium >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-noto-core >/dev/null || echo "browser tests: chromium cannot be installed here"
fi
if command -v npm >/dev/null; then
  (cd web && npm ci --ignore-scripts --no-audit --no-fund --silent) || echo "browser tests: the packages of web/ cannot be installed here"
fi
