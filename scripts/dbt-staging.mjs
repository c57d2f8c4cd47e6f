// The parts of dbt/ that follow from schemas/ and src/streams.ts: the sources, one staging model a
// stream, and what their columns mean. `npm run generate` writes them.

const MADE = 'Made by "npm run generate" from schemas/ and src/streams.ts. Do not edit.'

/** Fields whose names are words of SQL, or are spelt otherwise than the rest. */
const RENAMED = {
  from: 'from_address',
  to: 'to_address',
  type: 'thread_type',
  by: 'begun_by',
  number: 'installment_number',
  oldStage: 'old_stage',
  newStage: 'new_stage',
  assignedUserName: 'assigned_user_name',
  hasReachedRpcOrBeyond: 'has_reached_rpc_or_beyond',
}

/** Of these streams only what is new is read, in each run of dbt. */
const INCREMENTAL = ['communication_logs', 'conversations', 'manual_communication_logs']

/**
 * @param definitions the streams of src/streams.ts, each with its schema
 * @returns {Array<[string, string]>} path and text of each file
 */
export function dbtFiles(definitions) {
  const streams = definitions.map(({ schema, ...stream }) => ({
    ...stream,
    description: schema.description,
    columns: columnsOf(schema),
  }))
  return [
    ['dbt/macros/streams.sql', streamsMacro(streams)],
    ['dbt/models/staging/_sources.yml', sourcesYaml(streams)],
    ['dbt/models/staging/_staging.yml', stagingYaml(streams)],
    ...streams.map((stream) => [`dbt/models/staging/${modelOf(stream)}.sql`, stagingSql(stream)]),
  ]
}

/** One entry a column of the staging model: its name, how it is made, and what it means. */
function columnsOf({ properties }) {
  return Object.entries(properties).flatMap(([field, property]) => {
    const { type, format, description, properties: members } = property
    const kinds = [type].flat().filter((kind) => kind !== 'null')
    if (!members) return [column(field, sqlOf(field, kinds, format), description)]
    return Object.entries(members).map(([key, member]) =>
      column(
        memberName(field, key),
        `cleargrid.json_text('${field}', '${key}')`,
        member.description,
      ),
    )
  })
}

function column(field, macro, description) {
  return { field, name: RENAMED[field] ?? field, macro, description }
}

function memberName(field, key) {
  if (field === 'delivery_status') return key === 'status' ? field : `delivery_${key}`
  return key
}

function sqlOf(field, kinds, format) {
  if (format === 'date-time') return `cleargrid.instant('${field}')`
  if (kinds.length > 1) return `cleargrid.any_text('${field}')`
  return `cleargrid.${kinds[0]}('${field}')`
}

function modelOf({ name }) {
  return `stg_cleargrid__${name}`
}

function keyColumns({ primaryKey }) {
  return primaryKey.join(', ')
}

function stagingSql(stream) {
  const { name, columns, cursorField } = stream
  const isIncremental = INCREMENTAL.includes(name)
  const names = columns.map((each) => each.name)
  const newest = names.includes('updated_at') ? 'updated_at' : cursorField
  return `-- ${MADE}
{{ config(enabled=cleargrid.uses(['${name}'])${isIncremental ? incrementalConfig : ''}) }}

with versions as (
    select
${columns.map(({ name: alias, macro }) => `        {{ ${macro} }} as ${alias},`).join('\n')}
        {{ cleargrid.instant('_airbyte_extracted_at') }} as extracted_at
    from {{ cleargrid.raw('${name}') }}
${isIncremental ? `    {{ cleargrid.keys_seen_since_last_run('${name}', '${cursorField}') }}\n` : ''}),

numbered as (
    select
        versions.*,
        row_number() over (
            partition by ${keyColumns(stream)}
            order by ${newest} desc nulls last, extracted_at desc nulls last
        ) as version_number,
        count(*) over (partition by ${keyColumns(stream)}) as raw_row_count
    from versions
)

select
${names.map((each) => `    ${each},`).join('\n')}
    extracted_at,
    raw_row_count
from numbered
where version_number = 1
`
}

const incrementalConfig = `,
    materialized='ephemeral' if var('plain_sql', false) else 'incremental',
    unique_key='public_id', on_schema_change='append_new_columns'`

function streamsMacro(streams) {
  const lines = streams.map(({ name, cursorField }) => `    '${name}': '${cursorField}',`)
  return `{# ${MADE} #}

{# The streams of the connector, and the field that orders each. #}
{% macro all_streams() %}
  {{ return({
${lines.join('\n')}
  }) }}
{% endmacro %}
`
}

function sourcesYaml(streams) {
  const tables = streams.map(
    ({ name, description }) => `      - name: ${name}
        description: ${JSON.stringify(description ?? name)}
        config:
          enabled: "{{ var('streams') is none or '${name}' in var('streams') }}"
`,
  )
  return `# ${MADE}
version: 2

sources:
  - name: cleargrid
    description: The tables that Airbyte writes, one a stream of source-cleargrid.
    database: "{{ var('cleargrid_database') or target.database }}"
    schema: "{{ var('cleargrid_schema') }}"
    config:
      loaded_at_field: _airbyte_extracted_at
      freshness:
        warn_after: { count: 36, period: hour }
        error_after: { count: 7, period: day }
    tables:
${tables.join('')}`
}

function stagingYaml(streams) {
  return `# ${MADE}
version: 2

models:
${streams.map(stagingYamlOf).join('\n')}`
}

function stagingYamlOf(stream) {
  const { name, columns, primaryKey, cursorField, description } = stream
  const single = primaryKey.length === 1
  const lines = columns.map(({ name: column, description: text }) => {
    const tests = testsOf(column, { primaryKey, cursorField, single })
    return columnYaml(column, text, tests)
  })
  return `  - name: ${modelOf(stream)}
    description: ${JSON.stringify(`${description ?? name} The newest version of each row, typed; timestamps in UTC.`)}
    config:
      meta:
        grain: [${primaryKey.join(', ')}]
    data_tests: [grain_is_unique]
    columns:
${lines.join('')}${columnYaml('extracted_at', 'When the connector read this version, in UTC.', '')}${columnYaml(
    'raw_row_count',
    'How many rows the table that Airbyte writes has for this key; 1 with append + dedup.',
    '',
  )}`
}

function testsOf(column, { primaryKey, cursorField }) {
  const isNeverNull = primaryKey.includes(column) || column === cursorField
  return isNeverNull ? '        data_tests: [not_null]\n' : ''
}

function columnYaml(name, description, tests) {
  return `      - name: ${name}
        description: ${JSON.stringify(description ?? name)}
${tests}`
}
