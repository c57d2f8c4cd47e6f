#!/bin/sh
# One sync with nothing but Docker: spec, check, discover, read. Run it again for the next sync.
# Needs the image: docker build -t source-cleargrid:0.1.0 .
set -eu

IMAGE=${IMAGE:-source-cleargrid:0.1.0}
cd "$(dirname "$0")"
umask 077 # Rows are personal data.

# The folder is mounted to be read only: what comes out comes out on stdout. As your own user, so
# that a config.json that only you may read will do.
in_image() {
  docker run --rm -i --read-only --user "$(id -u):$(id -g)" -v "$PWD:/data:ro" "$@"
}

connector() { in_image "$IMAGE" "$@" </dev/null; }
tool() { in_image --entrypoint node "$IMAGE" "$@"; }

connector spec >spec.jsonl
connector check --config /data/config.json | tool /data/tool.js verdict
connector discover --config /data/config.json >catalog.jsonl

messages=messages-$(date -u +%Y%m%dT%H%M%SZ)-$$.jsonl
state=
[ ! -s state.json ] || state='--state /data/state.json'
exit_code=0
# shellcheck disable=SC2086 # Two words, or none.
connector read --config /data/config.json --catalog /data/catalog.json $state >"$messages" || exit_code=$?

# A container that was killed may leave half a line behind.
if [ -n "$(tail -c 1 "$messages")" ]; then
  sed '$d' "$messages" >"$messages.whole"
  mv "$messages.whole" "$messages"
fi

# Also after a failure: what a state covers is in the file before it.
tool /data/tool.js states <"$messages" >state.json.new
mv state.json.new state.json
tool /data/tool.js summary <"$messages"
echo "messages in $messages, the states for the next run in state.json, exit code $exit_code"
exit "$exit_code"
