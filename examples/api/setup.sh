#!/bin/sh
# Defines the custom connector in an Airbyte workspace, then a source, a connection and a first sync.
#
# Paths and members are those of Airbyte's public API: docs.airbyte.com "Manage connector
# definitions with the API" and "Configuring API access"; reference.airbyte.com for POST /sources,
# /connections and /jobs; their schemas are also in github.com/airbytehq/airbyte-api-python-sdk,
# docs/models/{createdefinitionrequest,sourcecreaterequest,connectioncreaterequest,streamconfiguration}.md.
set -eu

: "${AIRBYTE_URL:=http://localhost:8000}" "${CLEARGRID_ENVIRONMENT:=production}"
: "${AIRBYTE_CLIENT_ID:?abctl local credentials says it}" "${AIRBYTE_CLIENT_SECRET:?}"
: "${WORKSPACE_ID:?the UUID in the address of the UI}" "${DESTINATION_ID:?the UUID of a destination}"
: "${CLEARGRID_LENDER:?}" "${CLEARGRID_EMAIL:?}" "${CLEARGRID_PASSWORD:?}"
export AIRBYTE_CLIENT_ID AIRBYTE_CLIENT_SECRET WORKSPACE_ID DESTINATION_ID
export CLEARGRID_ENVIRONMENT CLEARGRID_LENDER CLEARGRID_EMAIL CLEARGRID_PASSWORD
cd "$(dirname "$0")"

# Secrets go through the environment, stdin and this file: never through arguments, which ps shows.
umask 077
headers=$(mktemp)
trap 'rm -f "$headers"' EXIT
echo 'content-type: application/json' >"$headers"

# post PATH MEMBER: sends stdin, and prints a member of the answer. An answer without it, such as
# an error, is shown, and ends the script.
post() {
  answer=$(curl --silent --show-error --header "@$headers" --data @- \
    "$AIRBYTE_URL/api/public/v1/$1")
  printf '%s' "$answer" | jq --exit-status --raw-output ".$2 // empty" || {
    printf 'POST %s: %s\n' "$1" "$answer" >&2
    return 1
  }
}

token=$(jq --null-input '{client_id: env.AIRBYTE_CLIENT_ID, client_secret: env.AIRBYTE_CLIENT_SECRET,
  "grant-type": "client_credentials"}' | post applications/token access_token)
echo "authorization: Bearer $token" >>"$headers"

# Airbyte runs the image for its spec: the first time this may take minutes.
DEFINITION_ID=$(post "workspaces/$WORKSPACE_ID/definitions/sources" id <definition.json)
export DEFINITION_ID
echo "definition $DEFINITION_ID"

SOURCE_ID=$(jq '.workspaceId = env.WORKSPACE_ID | .definitionId = env.DEFINITION_ID
  | .configuration += {environment: env.CLEARGRID_ENVIRONMENT, lender: env.CLEARGRID_LENDER,
      email: env.CLEARGRID_EMAIL, password: env.CLEARGRID_PASSWORD}' source.json |
  post sources sourceId)
export SOURCE_ID
echo "source $SOURCE_ID"

# What the connector discovers, which Airbyte runs once more for it.
streams=$(curl --silent --show-error --fail-with-body --header "@$headers" \
  "$AIRBYTE_URL/api/public/v1/streams?sourceId=$SOURCE_ID&destinationId=$DESTINATION_ID") || {
  printf 'GET streams: %s\n' "$streams" >&2
  exit 1
}
CONNECTION_ID=$(printf '%s' "$streams" |
  jq --slurpfile connection connection.json '{sourceId: env.SOURCE_ID, destinationId: env.DESTINATION_ID}
    + $connection[0] + {configurations: {streams: map({name: .streamName,
      syncMode: "incremental_deduped_history", cursorField: .defaultCursorField,
      primaryKey: .sourceDefinedPrimaryKey})}}' |
  post connections connectionId)
export CONNECTION_ID
echo "connection $CONNECTION_ID"

job=$(jq --null-input '{connectionId: env.CONNECTION_ID, jobType: "sync"}' |
  post jobs jobId)
echo "job $job is under way"
