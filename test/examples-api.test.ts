import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { pathOf } from './support/repository'

/** A machine without them cannot try the script: .ci/run's has both. */
const hasTools = ['curl', 'jq'].every((tool) => spawnSync(tool, ['--version']).status === 0)

const STREAMS = [
  {
    streamName: 'borrower_deals',
    defaultCursorField: ['updated_at'],
    sourceDefinedPrimaryKey: [['public_id'], ['created_at']],
  },
  {
    streamName: 'dataset_d04',
    defaultCursorField: ['created_at'],
    sourceDefinedPrimaryKey: [['public_id']],
  },
]

const ANSWERS: Readonly<Record<string, unknown>> = {
  'POST applications/token': { access_token: 'a-token' },
  'POST workspaces/W/definitions/sources': { id: 'DEF' },
  'POST sources': { sourceId: 'SRC' },
  'GET streams?sourceId=SRC&destinationId=DST': STREAMS,
  'POST connections': { connectionId: 'CON' },
  'POST jobs': { jobId: 7 },
}

const testWithTools = hasTools ? test : test.skip

testWithTools('the connection has every stream that Airbyte discovers, incrementally', async () => {
  const asked: { what: string; body: unknown; authorization: string | undefined }[] = []
  const airbyte = createServer((request, response) => {
    void text(request).then((body) => {
      const what = `${request.method ?? ''} ${request.url?.replace('/api/public/v1/', '') ?? ''}`
      asked.push({
        what,
        body: body === '' ? undefined : JSON.parse(body),
        authorization: request.headers.authorization,
      })
      response.end(JSON.stringify(ANSWERS[what] ?? {}))
    })
  })
  await once(airbyte.listen(0, '127.0.0.1'), 'listening')
  const { port } = airbyte.address() as AddressInfo
  const credentials = { AIRBYTE_CLIENT_ID: 'id', AIRBYTE_CLIENT_SECRET: 'a-client-secret' }
  const lender = { CLEARGRID_LENDER: 'acme', CLEARGRID_EMAIL: 'e', CLEARGRID_PASSWORD: 'p' }

  const script = spawn('sh', [pathOf('examples/api/setup.sh')], {
    env: {
      ...{ ...process.env, ...credentials, ...lender, WORKSPACE_ID: 'W', DESTINATION_ID: 'DST' },
      AIRBYTE_URL: `http://127.0.0.1:${port}`,
    },
  })
  const [code] = (await once(script, 'close')) as [number]
  airbyte.close()

  expect(code).toBe(0)
  expect(asked.map(({ what }) => what)).toEqual(Object.keys(ANSWERS))
  expect(asked.slice(1).every((one) => one.authorization === 'Bearer a-token')).toBe(true)
  expect(asked[4]?.body).toMatchObject({
    ...{ name: 'ClearGrid to warehouse', sourceId: 'SRC', destinationId: 'DST' },
    configurations: {
      streams: STREAMS.map((stream) => ({
        name: stream.streamName,
        syncMode: 'incremental_deduped_history',
        cursorField: stream.defaultCursorField,
        primaryKey: stream.sourceDefinedPrimaryKey,
      })),
    },
  })
})
