#!/usr/bin/env bash
# heap.sh PID: kilobytes of a Java process's heap in use after a full collection.
set -euo pipefail
jcmd=$(dirname "$(readlink -f "/proc/$1/exe")")/jcmd
"$jcmd" "$1" GC.run >/dev/null
"$jcmd" "$1" GC.heap_info | grep -oE '(generation|Tenured|DefNew|heap) .*used [0-9]+K' | grep -oE 'used [0-9]+' | awk '{ sum += $2 } END { print sum }'
