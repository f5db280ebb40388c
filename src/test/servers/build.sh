#!/usr/bin/env bash
# Builds the real servers that the *IT tests run against, from their Go modules, into a cache outside the checkout.
#
#   src/test/servers/build.sh [--from FOLDER] [NAME...]     all of them, or those named; prints what it builds and how
#                                                           long that took
#
# FOLDER, by default that of this script, has a file `servers` with a line for each: its name, the module whose version
# names the build, and the package to build, if it is not for its definitions of kinds alone. And for each a go.mod. A
# program of our own, whose files are beside its go.mod, is of the module `.`.
#
# Cache: $DROVER_TEST_SERVERS, else ${XDG_CACHE_HOME:-$HOME/.cache}/drover/test-servers. One folder per name and version,
# so that a new version in a go.mod is built beside the old one and a branch that still uses the old one finds it.
# Needs: the Go toolchain. The tests read `target` lines of `build.sh --list` to find what was built.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
if [ "${1:-}" = --from ]; then
  here=$(cd "$2" && pwd)
  shift 2
fi
cache=${DROVER_TEST_SERVERS:-${XDG_CACHE_HOME:-$HOME/.cache}/drover/test-servers}

# The version that NAME's go.mod requires of MODULE. A program of our own has for one the sum of its files.
version_of() {
  if [ "$2" = . ]; then
    (cd "$here/$1" && LC_ALL=C cat -- * | cksum | tr ' ' -)
  else
    awk -v module="$2" '$1 == "require" { $1 = ""; $0 = $0 } $1 == module { print $2; exit }' "$here/$1/go.mod"
  fi
}

# Copies FOLDER of MODULE, which is downloaded if need be.
definitions() {
  go mod download "$1"
  rm -rf "$3"
  cp -R "$(go list -m -f '{{.Dir}}' "$1")/$2" "$3"
  chmod -R u+w "$3"
}

build() {
  local name=$1 module=$2 package=$3 version target started flags
  version=$(version_of "$name" "$module")
  target=$cache/$name/$version
  if [ -e "$target/complete" ] && { [ -z "$package" ] || [ -x "$target/$name" ]; }; then
    echo "$name $version: in the cache"
    return
  fi
  command -v go >/dev/null || { echo "build.sh: $name needs the Go toolchain: install Go 1.26 or newer" >&2; exit 2; }
  echo "$name $version: building"
  started=$SECONDS
  mkdir -p "$target"
  cd "$here/$name"
  flags="-s -w"
  if [ "$name" = kube-apiserver ]; then # without these it reports itself as v0.0.0-master
    flags="$flags -X k8s.io/component-base/version.gitVersion=$version -X k8s.io/component-base/version.gitMajor=1"
    flags="$flags -X k8s.io/component-base/version.gitMinor=$(cut -d. -f2 <<<"$version")"
  fi
  if [ -n "$package" ]; then
    CGO_ENABLED=0 go build -trimpath -ldflags "$flags" -o "$target/$name" "$package"
  fi
  case $name in # the definitions of their kinds, as these projects publish them in their modules
    argo-workflows) definitions "$module" manifests/base/crds "$target/crds" ;;
    gateway-api) definitions "$module" config/crd/standard "$target/crds" ;;
  esac
  : > "$target/complete"
  echo "$name $version: built in $((SECONDS - started)) s"
}

if [ "${1:-}" = --list ]; then
  while IFS='|' read -r name module _; do
    echo "$name $(version_of "$name" "$module")"
  done <"$here/servers"
  exit
fi
while IFS='|' read -r name module package; do
  if [ $# -eq 0 ] || [[ " $* " == *" $name "* ]]; then build "$name" "$module" "$package"; fi
done <"$here/servers"
