// The exports in docs/openapi.yaml, made from the table of streams and their schemas.
import { stringify } from 'yaml'

/** What is true of one dataset alone. */
const NOTES = {
  D23: ' It needs both `since` and `until`, or it ends in 504: read it window by window.',
}

const PAGES = {
  direct: 'A direct dataset: each page but the last is as long as it was asked for.',
  via: 'A via dataset: pages may be short or empty before the end, which only a `nextCursor` of null tells.',
}

const LATER = {
  'in place': 'A row that changes keeps its place.',
  'moves the row': 'A row that changes moves to the end, and may come twice in one walk.',
  never: 'Rows never change.',
}

const refTo = (kind, name) => ({ $ref: `#/components/${kind}/${name}` })

/** The paths of all datasets that have streams, as YAML. */
export function exportPaths(streams) {
  return yaml(
    Object.fromEntries(
      streams.map((stream) => [
        `/admin/v3/lenders/{lenderPublicId}/exports/${stream.dataset.section}/${stream.dataset.code}`,
        { get: exportOf(stream) },
      ]),
    ),
  )
}

function exportOf({ name, dataset, cursorField, changes, filter, schema }) {
  const words = name.split('_')
  const row = { items: refTo('schemas', componentOf(schema)) }
  const page = {
    allOf: [refTo('schemas', 'Page'), { properties: { body: { properties: { rows: row } } } }],
  }
  return {
    operationId: `export${words.map((word) => word[0].toUpperCase() + word.slice(1)).join('')}`,
    tags: ['Exports'],
    summary: `One page of ${words.join(' ')}`,
    description: `${PAGES[filter]} It is ordered by \`${cursorField}\`. ${LATER[changes]}${NOTES[dataset.code] ?? ''}`,
    parameters: [
      'lenderPublicId',
      ...['since', 'until', 'cursor', 'limit', 'sort', 'includeTotal'],
    ].map((parameter) => refTo('parameters', parameter)),
    responses: {
      200: { description: 'A page', content: { 'application/json': { schema: page } } },
      401: refTo('responses', 'Unauthorized'),
      403: refTo('responses', 'OtherLender'),
      500: refTo('responses', 'BrokenCursor'),
      504: refTo('responses', 'TooMuch'),
    },
  }
}

/** The rows of all of them, as YAML. */
export function rowSchemas(streams) {
  return yaml(
    Object.fromEntries(streams.map(({ schema }) => [componentOf(schema), shapeOf(schema)])),
  )
}

const componentOf = ({ title }) => title.replaceAll(' ', '')

function shapeOf({ type, format, description, required, properties }) {
  return {
    type,
    ...(format === undefined ? {} : { format }),
    ...(description === undefined ? {} : { description }),
    ...(required === undefined ? {} : { required }),
    ...(properties === undefined
      ? {}
      : {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, property]) => [name, shapeOf(property)]),
          ),
        }),
  }
}

function yaml(value) {
  return stringify(value, { aliasDuplicateObjects: false, lineWidth: 0 }).trimEnd()
}
