#!/bin/sh
# run.sh [DURATION]: the whole load test in one command. Makes a store of a million
# quads, serves it, builds five changed articles into it again and again, and asks
# at 32 connections, 20 times a second, for DURATION (5m). DIR keeps the store; QUADS
# and RATE change the figures. Wants two cores with nothing else to do.
set -eu
cd "$(dirname "$0")/../../.."
dir=${DIR:-$(mktemp -d)} quads=${QUADS:-1000000} address=127.0.0.1:18463
mkdir -p "$dir"
go build -o "$dir" ./cmd/trigraph ./queries/server/load
[ -d "$dir/store-$quads-1" ] || (cd graph/store/bench && go run . -reads -quads "$quads" -rounds 1 -dir "$dir")
"$dir/trigraph" serve --store "$dir/store-$quads-1" --address $address & served=$!
mkdir -p "$dir/articles"
(
	n=0
	while sleep 5; do
		n=$((n + 1))
		for i in 1 2 3 4 5; do
			echo "Goertek, based in Weifang, was founded by Jiang Bin, says report $n. Siemens AG acquired Altair in $((2000 + i))." >"$dir/articles/$i.txt"
		done
		"$dir/trigraph" build --store "$dir/store-$quads-1" --progress none "$dir/articles" >>"$dir/build.log" 2>&1
	done
) & building=$!
trap 'kill $served $building 2>/dev/null || true; wait 2>/dev/null || true; [ -n "${DIR:-}" ] || rm -rf "$dir"' EXIT INT TERM
until "$dir/load" -url http://$address -ready; do sleep 1; done
echo "load average $(cut -d' ' -f1-3 /proc/loadavg)"
"$dir/load" -url http://$address -rate "${RATE:-20}" -duration "${1:-5m}"
echo "builds: $(grep -c . "$dir/build.log"), load average $(cut -d' ' -f1-3 /proc/loadavg)"
