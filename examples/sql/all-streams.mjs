// What is said of every table, made from the connector's own schemas, so that no stream is missing:
//
//   node all-streams.mjs completeness [CATALOG]   rows by month, repeated keys, the newest row: as SQL
//   node all-streams.mjs sources [CATALOG]        the tables as dbt sources, with their tests: as YAML
//
// CATALOG: what `discover` printed, for the streams that ClearGrid has opened since this release.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const SCHEMAS = fileURLToPath(new URL('../../schemas/', import.meta.url))

/** What is required of a row is its primary key, and last the cursor field. */
function tablesOf(streams) {
  return streams.map(({ name, schema }) => ({
    name,
    key: schema.required.slice(0, -1),
    cursorField: schema.required.at(-1),
  }))
}

function ownStreams() {
  return readdirSync(SCHEMAS).map((file) => ({
    name: file.replace('.json', ''),
    schema: JSON.parse(readFileSync(SCHEMAS + file, 'utf8')),
  }))
}

function discoveredStreams(path) {
  const lines = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  const { catalog } = lines.find(({ type }) => type === 'CATALOG')
  return catalog.streams.map(({ name, json_schema: schema }) => ({ name, schema }))
}

/** Compare a closed month's rows with ClearGrid's own count: see docs/operating.md. */
function completeness(tables) {
  const rows = tables.map(({ name, key, cursorField }) => {
    const rowKey = key.map((field) => `CAST(${field} AS VARCHAR)`).join(` || ' ' || `)
    return `  SELECT '${name}' AS stream, ${rowKey} AS row_key, ${cursorField} AS placed_at FROM ${name}`
  })
  return `-- Is it all there, and once? Rows a month and stream, keys that repeat (0 with append + dedup), and
-- the newest row. Compare a closed month's rows with ClearGrid's own count: see docs/operating.md.
WITH row_of AS (
${rows.join('\n  UNION ALL\n')}
)
SELECT
  stream,
  date_trunc('month', placed_at) AS month,
  count(*) AS row_count,
  count(*) - count(DISTINCT row_key) AS repeated_keys,
  max(placed_at) AS newest
FROM row_of
GROUP BY 1, 2
ORDER BY 1, 2`
}

function sources(tables) {
  const columnsOf = ({ key, cursorField }) =>
    [...key, cursorField].map((field) => {
      const isUnique = key.length === 1 && field === key[0]
      const tests = isUnique ? '[unique, not_null]' : '[not_null]'
      return `          - name: ${field}\n            data_tests: ${tests}`
    })
  const each = tables.map((table) =>
    [`      - name: ${table.name}`, '        columns:', ...columnsOf(table)].join('\n'),
  )
  return `# For dbt: put this and the .sql files into models/, and write {{ source('cleargrid', '...') }}
# for the table names. The names of the properties are dbt's own:
# docs.getdbt.com/reference/source-properties and /reference/resource-properties/data-tests
version: 2
sources:
  - name: cleargrid
    schema: cleargrid
    loaded_at_field: _airbyte_extracted_at
    freshness:
      warn_after: { count: 36, period: hour }
    tables:
${each.join('\n')}`
}

const [, , wanted, catalog] = process.argv
const tables = tablesOf(catalog === undefined ? ownStreams() : discoveredStreams(catalog))
console.log({ completeness, sources }[wanted](tables))
