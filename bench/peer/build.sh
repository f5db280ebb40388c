#!/usr/bin/env bash
# Builds what Drover is measured beside, into the cache of the test servers: argo-events from its Go module, which takes
# some six minutes on two cores, and scripts, seconds, which evaluates Lua and jq by the engines that Argo Events has.
# The build needs none of it, CI scripts alone: see docs/benchmarks.md.
#
#   bench/peer/build.sh [NAME...]     both, or those named
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
exec "$here/../../src/test/servers/build.sh" --from "$here" "$@"
