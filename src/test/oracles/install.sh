#!/usr/bin/env bash
# Installs the reference interpreters that the case files of Lua and jq are compared with: lua5.1 as a package of the
# system, and jq 1.7.1 as the Python wheel of requirements.txt bundles it (the jq of Debian and Ubuntu is another one).
#
#   src/test/oracles/install.sh     does nothing that is done already; prints what there is
#
# Cache: $DROVER_TEST_ORACLES, else ${XDG_CACHE_HOME:-$HOME/.cache}/drover/test-oracles. One folder per wheel.
# Needs: Python 3.8 to 3.13 with venv; for lua5.1, if it is missing, apt-get and root.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cache=${DROVER_TEST_ORACLES:-${XDG_CACHE_HOME:-$HOME/.cache}/drover/test-oracles}
wheel=$(cat "$here/requirements.txt")
target=$cache/${wheel/==/-}

if command -v lua5.1 >/dev/null; then
  echo "lua5.1: installed"
elif [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "lua5.1: installing"
  apt-get -qq install -y lua5.1 || { apt-get -qq update && apt-get -qq install -y lua5.1; }
else
  echo "install.sh: lua5.1 is missing, and installing it needs root and apt-get: install the package lua5.1" >&2
  exit 2
fi

if [ -e "$target/complete" ] && "$target/bin/python" -c 'import jq' 2>/dev/null; then
  echo "$wheel: in the cache"
  exit
fi
command -v python3 >/dev/null || { echo "install.sh: the wheel $wheel needs python3" >&2; exit 2; }
echo "$wheel: installing"
rm -rf "$target"
python3 -m venv "$target"
"$target/bin/pip" --quiet --disable-pip-version-check install --only-binary :all: -r "$here/requirements.txt"
"$target/bin/python" -c 'import jq'
: > "$target/complete"
