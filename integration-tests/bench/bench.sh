#!/usr/bin/env bash
# ./godwit bench [--peers] [--only LOAD] [--many N]: the loads of README.md beside this file, a JSON line each.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$root/integration-tests/target/bench
results=$root/integration-tests/target/bench.jsonl
xload=$work/xload
c2s=36222
http=36280
domain=localhost
peers=
only=
many=1000

while [ $# -gt 0 ]; do
  case $1 in
    --peers) peers=1 ;;
    --only) only=$2; shift ;;
    --many) many=$2; shift ;;
    *) echo "usage: godwit bench [--peers] [--many N] [--only start|login|chat|rooms|join|pubsub|fanout|publish|resume|idle|bosh|websocket|held|archive]" >&2; exit 2 ;;
  esac
  shift
done

mkdir -p "$work"
command -v cc >/dev/null || { echo "godwit: bench needs a C compiler (Debian: apt-get install gcc libssl-dev)" >&2; exit 1; }
[ "$xload" -nt "$here/xload.c" ] || cc -O2 -o "$xload" "$here/xload.c" -lssl -lcrypto -lm

wanted() { [ -z "$only" ] || [ "$only" = "$1" ]; }

# A load that a server cannot manage says so, and the next follows.
load() { timeout 120 taskset -c 1 "$xload" "$@" | tee -a "$results" || echo "not managed: $*" >&2; }

# run_loads NAME PORT DOMAIN PID HTTP_PORT PATH WEBSOCKET_PATH: the loads against one running server. $many is how many
# are in a large room and at a large node; --many N where a peer cannot manage a thousand.
run_loads() {
  local name=$1 port=$2 host=$3 pids=$4 http_port=$5 path=$6 websocket_path=$7
  local p; for p in ${pids//,/ }; do taskset -apc 0 "$p" >/dev/null; done
  local tcp=(--port "$port" --domain "$host" --pid "$pids" --auth SCRAM-SHA-1 --label "$name")
  local bosh=(--port "$http_port" --path "$path" --bosh --sources 1 --domain "$host" --pid "$pids" --label "$name" --mode chat --users 50)
  if wanted login; then load "${tcp[@]}" --mode login --users 200 --duration 1; fi
  if wanted chat; then
    load "${tcp[@]}" --mode chat --users 100 --duration 10
    load "${tcp[@]}" --mode chat --users 100 --duration 10
    load "${tcp[@]}" --mode chat --users 100 --rate 1000 --duration 10
  fi
  if wanted rooms; then
    load "${tcp[@]}" --mode muc --users 50 --rate 40 --duration 8 --room "r$RANDOM@conference.$host"
    load "${tcp[@]}" --mode muc --users 50 --rate 40 --duration 8 --room "r$RANDOM@conference.$host"
    load "${tcp[@]}" --mode muc --users "$many" --rate 40 --warm 6 --duration 10 --room "r$RANDOM@conference.$host"
    load "${tcp[@]}" --mode muc --users "$many" --window 20 --warm 6 --duration 10 --room "r$RANDOM@conference.$host"
  fi
  if wanted join; then # and two others, in a process of their own, who chat meanwhile
    load "${tcp[@]}" --mode chat --users 2 --first "$((many + 100))" --rate 50 --warm 1 --duration 20 &
    load "${tcp[@]}" --mode join --users "$many" --room "r$RANDOM@conference.$host"
    wait $!
  fi
  if wanted pubsub; then
    load "${tcp[@]}" --mode pubsub --users 101 --rate 20 --duration 8 --node "n$RANDOM"
    load "${tcp[@]}" --mode pubsub --users $((many + 1)) --rate 20 --warm 6 --duration 10 --node "n$RANDOM"
    load "${tcp[@]}" --mode pubsub --users $((many + 1)) --warm 6 --duration 10 --node "n$RANDOM"
    load "${tcp[@]}" --mode pubsub --users $((many + 1)) --window 20 --warm 6 --duration 10 --node "n$RANDOM"
  fi
  if wanted fanout; then # 100,000 are subscribed and 2,000 of them there; two others chat before it and meanwhile
    local chat=("${tcp[@]}" --mode chat --users 2 --first 1998 --rate 50) items
    load "${chat[@]}" --warm 4 --duration 8
    load "${tcp[@]}" --mode pubsub --users 1998 --absent 98003 --rate 0.5 --warm 10 --duration 30 --node "n$RANDOM" &
    items=$!
    while kill -0 "$items" 2>/dev/null; do load "${chat[@]}" --warm 1 --duration 8; done
    wait "$items"
  fi
  if wanted publish; then load "${tcp[@]}" --mode publish --users 100 --duration 8 --node "n$RANDOM"; fi
  if wanted resume; then load "${tcp[@]}" --mode resume --tls 1 --users 10000 --accounts 2000; fi
  if wanted idle; then load "${tcp[@]}" --mode idle --users 2000 --duration 5; fi
  if wanted bosh; then
    # Warm: the saturated load comes first, twice, so that 200/s shows the code of a server that has run for a while.
    load "${bosh[@]}" --duration 8
    load "${bosh[@]}" --duration 8
    load "${bosh[@]}" --rate 200 --warm 3 --duration 9
  fi
  if wanted websocket; then
    local websocket=(--port "$http_port" --path "$websocket_path" --websocket --sources 1 --auth SCRAM-SHA-1
      --domain "$host" --pid "$pids" --label "$name" --mode chat --users 100)
    load "${websocket[@]}" --duration 8
    load "${websocket[@]}" --duration 8
    load "${websocket[@]}" --rate 1000 --warm 3 --duration 9
  fi
  if wanted held; then
    # Of Godwit, what the heap holds after a collection; of the others, resident memory.
    local memory=()
    if [ "$name" = godwit ]; then memory=(--memory "$here/heap.sh $pids"); fi
    load "${tcp[@]}" --mode idle --users 2000 --duration 5 "${memory[@]}"
    load "${bosh[@]}" --mode idle --users 10000 --accounts 2000 --duration 10 "${memory[@]}"
  fi
}

# run_archive NAME PORT DOMAIN PID: chat with every message archived for both sides.
run_archive() {
  local p; for p in ${4//,/ }; do taskset -apc 0 "$p" >/dev/null; done
  local tcp=(--port "$2" --domain "$3" --pid "$4" --auth SCRAM-SHA-1 --label "$1-archive" --mode chat --users 100)
  load "${tcp[@]}" --duration 10
  load "${tcp[@]}" --duration 10
}

# start_godwit [PLUGIN]: with one more plugin, if given.
start_godwit() {
  rm -rf "$work/data"
  mkdir -p "$work/data"
  sed "s|@DATA@|$work/data|; s|@C2S@|$c2s|; s|@HTTP@|$http|; s|@ARCHIVE@|${1:+, $1}|" "$here/bench.conf.in" >"$work/bench.conf"
  local before; before=$(date +%s%N)
  "$root/godwit" run --config "$work/bench.conf" >"$work/godwit.log" 2>&1 &
  godwit_pid=$!
  trap 'kill "$godwit_pid" 2>/dev/null || true; wait "$godwit_pid" 2>/dev/null || true' EXIT
  until (exec 3<>"/dev/tcp/127.0.0.1/$c2s") 2>/dev/null; do
    kill -0 "$godwit_pid" 2>/dev/null || { cat "$work/godwit.log" >&2; exit 1; }
    sleep 0.02
  done
  printf '{"label":"godwit","mode":"start","seconds":%s}\n' \
    "$(echo "scale=3; ($(date +%s%N) - $before) / 1000000000" | bc)" | tee -a "$results"
}

stop_godwit() {
  kill "$godwit_pid"
  wait "$godwit_pid" || true
  trap - EXIT
}

: >"$results"
if wanted start; then # twice: the first start leaves the class archive and the accounts' certificate behind
  start_godwit; stop_godwit
fi
start_godwit
"$xload" --port $c2s --domain $domain --users 2000 --register --label godwit >/dev/null
run_loads godwit $c2s $domain "$godwit_pid" $http /http-bind /xmpp-websocket
stop_godwit
if wanted archive; then
  start_godwit archive
  "$xload" --port $c2s --domain $domain --users 200 --register --label godwit >/dev/null
  run_archive godwit $c2s $domain "$godwit_pid"
  stop_godwit
fi

if [ -n "$peers" ]; then
  export XLOAD=$xload PEERS_DATA=$work/peers
  for peer in ejabberd prosody; do
    command -v "${peer}ctl" >/dev/null || { echo "$peer is not installed; left out" >&2; continue; }
    # The last line ends with the address: "./load.sh NAME PORT DOMAIN PID HTTP PATH"
    read -r _ _ _ name port host pid http_port path < <("$here/peers.sh" start "$peer" | tail -n 1)
    websocket_path=/xmpp-websocket
    [ "$peer" = prosody ] || websocket_path=/ws
    run_loads "$name" "$port" "$host" "$pid" "$http_port" "$path" $websocket_path
    "$here/peers.sh" stop "$peer"
    if wanted archive; then
      read -r _ _ _ name port host pid _ < <(MAM=1 "$here/peers.sh" start "$peer" | tail -n 1)
      run_archive "$name" "$port" "$host" "$pid"
      "$here/peers.sh" stop "$peer"
    fi
  done
fi
