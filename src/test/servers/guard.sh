#!/usr/bin/env bash
# Runs a server, sends it the signals that standard input names, a line each, and ends it, with -9, as soon as that
# closes: so it also ends when the test JVM is killed.
exec 3<&0
"$@" </dev/null 3<&- &
server=$!
(while read -r signal <&3; do kill -"$signal" "$server" 2>/dev/null; done; kill -9 "$server" 2>/dev/null) &
watcher=$!
wait "$server"
kill "$watcher" 2>/dev/null
