#!/bin/sh
# One sync with nothing but Docker: spec, check, discover, read. Run it again for the next sync.
# Needs the image: docker build -t source-cleargrid:0.2.0 .
# Ctrl-C stops it safely: the states of what has been read are kept, and the next run goes on.
set -eu

IMAGE=${IMAGE:-source-cleargrid:0.2.0}
cd "$(dirname "$0")"
umask 077 # Rows are personal data.

# The folder is mounted read-only: what comes out comes out on stdout. As your own user, so that a
# config.json that only you may read will do.
in_image() {
  ${exec-} docker run --rm -i --read-only --user "$(id -u):$(id -g)" -v "$PWD:/data:ro" "$@"
}

connector() { in_image "$IMAGE" "$@" </dev/null; }
tool() { in_image --entrypoint node "$IMAGE" "$@"; }

connector spec >spec.jsonl
connector check --config /data/config.json | tool /data/tool.js verdict
connector discover --config /data/config.json >catalog.jsonl
tool /data/tool.js tables <catalog.jsonl >load.sql

messages=messages-$(date -u +%Y%m%dT%H%M%SZ)-$$.jsonl
state=
[ ! -s state.json ] || state='--state /data/state.json'
: >"$messages"

# Told to stop, this script tells the connector, which writes its last state and ends; then the
# states are kept as after any other run. `docker run` hands the signal on to the container.
stopped=
reader=
# shellcheck disable=SC2329 # The traps call it.
stop() {
  stopped=$1
  [ -z "$reader" ] || kill -TERM "$reader" 2>/dev/null || :
}
trap 'stop 130' INT
trap 'stop 143' TERM
trap 'stop 129' HUP

# In the background, because a shell acts on a signal only when no command is in the foreground; and
# with exec, so that the process that gets the signal is docker itself.
# shellcheck disable=SC2086 # Two words, or none.
(exec="exec" && connector read --config /data/config.json --catalog /data/catalog.jsonl $state) >"$messages" &
reader=$!

# In the container stderr is a pipe, not your terminal, so the connector shows no progress there.
# This does: it looks at what has been added to the file. PROGRESS=lines where there is no terminal.
[ ! -t 2 ] || PROGRESS=${PROGRESS-live}
seen=0
rows=0
progress() {
  size=$(($(wc -c <"$messages")))
  fresh=$(tail -c "+$((seen + 1))" "$messages" 2>/dev/null | head -c $((size - seen)) |
    grep -c '^{"type":"RECORD"') || :
  seen=$size
  rows=$((rows + fresh))
  line="$rows rows, $((size / 1000000)) MB, $(($(date +%s) - started)) s"
  case ${PROGRESS-} in
    live) printf '\r%s ' "$line" >&2 ;;
    lines) echo "$line" >&2 ;;
  esac
}

started=$(date +%s)
while kill -0 "$reader" 2>/dev/null; do
  [ -z "${PROGRESS-}" ] || progress
  sleep 1 || : # A signal ends it early.
done
exit_code=0
wait "$reader" || exit_code=$?
[ -z "${PROGRESS-}" ] || progress
[ "${PROGRESS-}" != live ] || echo >&2

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
[ -z "$stopped" ] || echo "It was stopped. Nothing is lost: the next run goes on from here."
exit "${stopped:-$exit_code}"
