#!/usr/bin/env bash
# Writes the schemas in src/main/resources/schemas anew, from what the API server of the tests serves.
# Needs what build.sh builds: etcd, kube-apiserver, argo-workflows, gateway-api.
set -euo pipefail
cd "$(dirname "$0")/../../.."
classpath=target/schemas.classpath
./mvnw --batch-mode --quiet test-compile dependency:build-classpath -Dmdep.outputFile="$classpath"
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Dlogback.configurationFile=io/drover/cli/logback.xml \
  -cp "target/test-classes:target/classes:$(cat "$classpath")" io.drover.testing.SchemaFiles
