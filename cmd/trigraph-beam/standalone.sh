#!/usr/bin/env bash
# Runs the pipeline on a Prism server in a process of its own, through the portable
# runner, as a Flink job server would be driven:
#
#   standalone.sh PRISM TRIGRAPH-BEAM FLAG... PATH...
#
# Prism listens on all interfaces and cannot be told otherwise, so both run in a
# network of their own that has nothing but loopback.
set -euo pipefail
if [ -z "${STANDALONE_ALONE:-}" ]; then
  [ "$(id -u)" = 0 ] && user=() || user=(--map-root-user)
  STANDALONE_ALONE=1 exec unshare --net "${user[@]}" "$0" "$@"
fi
prism=$1 beam=$2
shift 2
ip link set lo up
"$prism" --serve_http=false --job_port 8073 --log_level warn &
server=$!
trap 'kill $server' EXIT
for _ in $(seq 100); do
  (: </dev/tcp/127.0.0.1/8073) 2>/dev/null && break
  sleep 0.1
done
"$beam" --runner universal --endpoint localhost:8073 --environment_type LOOPBACK "$@"
