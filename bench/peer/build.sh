#!/usr/bin/env bash
# Builds the peer that Drover is measured beside, Argo Events, from its Go module, into the cache of the test servers.
# Takes some six minutes on two cores, once a machine. Neither the build nor CI needs it: see docs/benchmarks.md.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
exec "$here/../../src/test/servers/build.sh" --from "$here" "$@"
