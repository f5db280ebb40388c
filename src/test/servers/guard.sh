#!/usr/bin/env bash
# Runs a server and ends it, with -9, as soon as standard input closes: so it also ends when the test JVM is killed.
exec 3<&0
"$@" </dev/null 3<&- &
server=$!
(cat <&3 >/dev/null; kill -9 "$server" 2>/dev/null) &
watcher=$!
wait "$server"
kill "$watcher" 2>/dev/null
