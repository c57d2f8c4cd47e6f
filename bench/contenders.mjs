import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CREDENTIALS } from './contenders/credentials.mjs'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
export const CONNECTOR = here('../dist/main.js')
/** A Node program whose use of the machine is noted. */
export const NODE = [process.execPath, '--require', here('usage.cjs')]

/**
 * A script of ours that reads the pages one after another.
 * @param label its name in the chart; `title` is the one in tables.
 */
function script(name, label, title, emits) {
  const path = here(`contenders/${name}.mjs`)
  return {
    name,
    label,
    title,
    emits,
    command: ({ api, pageSize }) => {
      const { baseUrl, since, until } = api
      return [...NODE, path, JSON.stringify({ baseUrl, since, until, pageSize })]
    },
  }
}

export const discard = script(
  'discard',
  'pages thrown away',
  'plain `http`, pages thrown away',
  false,
)
export const floor = script(
  'floor',
  'the parse floor',
  'the parse floor: plain `http`, `JSON.parse`',
  false,
)
export const stringify = script(
  'stringify',
  'parse and stringify',
  'parse, and a template around `JSON.stringify`',
  true,
)
export const axiosPlain = script(
  'axios',
  'axios the plain way',
  'axios the plain way, `console.log` a record',
  true,
)

/** This connector, the whole `read`. */
export const ours = connector('source-cleargrid', 'source-cleargrid', {})

/** The same with so short windows that each holds about a page. */
export const oursShortWindows = connector(
  'source-cleargrid, windows of a day',
  '… with windows of a day',
  { window_days: 1 },
)

function connector(name, label, settings) {
  return {
    name,
    label,
    title: name,
    emits: true,
    command: async (task, folder) => [
      ...NODE,
      CONNECTOR,
      'read',
      ...(await files(folder, {
        config: connectorConfig(task, settings),
        catalog: await catalog(),
      })),
    ],
  }
}

export function connectorConfig({ api, pageSize, concurrency }, settings = {}) {
  return {
    lender: 'bench',
    ...CREDENTIALS,
    base_url: api.baseUrl,
    start_date: api.since,
    end_date: api.until,
    page_size: pageSize,
    concurrency,
    ...settings,
  }
}

/**
 * Writes each as a JSON file.
 * @param mark sets the files of one folder apart.
 * @returns the words that name them: `--config …`.
 */
export async function files(folder, contents, mark = '') {
  const words = []
  for (const [name, content] of Object.entries(contents)) {
    const path = join(folder, `${name}${mark}.json`)
    await writeFile(path, JSON.stringify(content))
    words.push(`--${name}`, path)
  }
  return words
}

/** D21 alone, incremental, as most connections are set up. */
export async function catalog() {
  const schema = await readFile(here('../schemas/communication_logs.json'), 'utf8')
  return {
    streams: [
      {
        stream: {
          name: 'communication_logs',
          json_schema: JSON.parse(schema),
          supported_sync_modes: ['full_refresh', 'incremental'],
          source_defined_cursor: true,
          default_cursor_field: ['communicated_at'],
          source_defined_primary_key: [['public_id']],
        },
        sync_mode: 'incremental',
        destination_sync_mode: 'append_dedup',
        cursor_field: ['communicated_at'],
        primary_key: [['public_id']],
      },
    ],
  }
}
