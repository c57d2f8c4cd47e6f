import { spawn } from 'node:child_process'
import { STREAMS } from '../../src/streams'
import { CREDENTIALS, ended, MAIN, makeFolder } from '../support/connector'

const folder = makeFolder()
afterAll(() => folder.remove())

test('where nothing may be written and the user has no name, a sync is read', async () => {
  const settings = { ...CREDENTIALS, environment: 'sandbox', start_date: '2026-04-29' }
  const config = folder.file('config.json', settings)
  // In a namespace without a map of users we are one that no list knows.
  const args = ['--user', process.execPath, MAIN, 'read', '--config', config]
  const child = spawn('unshare', args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: '/proc',
    env: {
      PATH: process.env['PATH'] ?? '',
      ...{ HOME: '/nonexistent', TMPDIR: '/proc', CLEARGRID_SANDBOX_NOW: '2026-05-01T00:00:00Z' },
    },
  })

  const { code, stdout, stderr } = await ended(child)

  expect([code, stderr]).toEqual([0, ''])
  expect(stdout.match(/"status":"COMPLETE"/g)).toHaveLength(STREAMS.length)
  expect(stdout).toContain('"type":"RECORD"')
})
