#!/usr/bin/env bash
# Validates payloads, one JSON text a line, with Sourcemeta's jsonschema and jq, both from the PATH.
set -u

if [[ $# -ne 1 ]]; then
  echo "usage: $0 SCHEMA_FILE < PAYLOADS" >&2
  exit 2
fi
if ! jsonschema metaschema "$1" >/dev/null 2>&1; then
  echo "$1: not a JSON Schema" >&2
  exit 2
fi
payload=$(mktemp --suffix=.json) || exit 2
trap 'rm -f "$payload"' EXIT

{
  status=0
  # One run a payload: in a file of many, one that is not JSON would end the run.
  while IFS= read -r line || [[ -n $line ]]; do
    printf '%s\n' "$line" >"$payload"
    jsonschema validate --json "$1" "$payload"
    case $? in
      0) ;;
      2 | 6) status=1 ;; # Not valid; not JSON.
      *) exit 2 ;;
    esac
  done
  exit "$status"
} | jq --raw-output '
  if .valid then "valid"
  else "invalid \(.errors[0].instanceLocation // "" | gsub("\n"; "\\n"))"
  end'
exit "${PIPESTATUS[0]}"
