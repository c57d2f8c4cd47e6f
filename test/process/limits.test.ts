import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createGzip } from 'node:zlib'
import { buffer } from 'node:stream/consumers'
import { Readable } from 'node:stream'
import { MAIN, catalogOf, CREDENTIALS, ended, makeFolder } from '../support/connector'
import { createSockets } from '../support/sockets'

const folder = makeFolder()
const sockets = createSockets()
afterAll(async () => {
  await sockets.closeAll()
  folder.remove()
})

const LOGIN = JSON.stringify({
  lenderPublicId: 'L',
  token: 'a-token',
  refreshToken: 'a-refresh-token',
})
const GIGABYTE = 1024 ** 3

/** Gzip of so many zeros. */
async function bomb(bytes: number): Promise<Buffer> {
  const piece = Buffer.alloc(1024 * 1024)
  const pieces = Readable.from(Array.from({ length: bytes / piece.length }, () => piece))
  return await buffer(pieces.pipe(createGzip({ level: 9 })))
}

test('two megabytes that unpack to two gigabytes take no memory, and end in an error about size', async () => {
  const packed = await bomb(2 * GIGABYTE)
  let asked = 0
  const port = await sockets.http((request, response) => {
    if (request.method === 'POST') return response.end(LOGIN)
    asked += 1
    return response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed)
  })
  const settings = {
    ...CREDENTIALS,
    base_url: `http://127.0.0.1:${port}`,
    start_date: '2026-11-01',
  }
  const config = folder.file('config.json', { ...settings, end_date: '2026-11-02' })
  const catalog = folder.file('catalog.json', catalogOf(['conversations']))
  const peak = folder.file(
    'peak.cjs',
    `process.on('exit', () => process.stderr.write('peak ' + process.resourceUsage().maxRSS))`,
  )
  const args = ['--require', peak, MAIN, 'read', '--config', config, '--catalog', catalog]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })

  const { code, stdout, stderr } = await ended(child)

  const peakMb = Number(/peak (\d+)/.exec(stderr)?.[1]) / 1024
  expect(packed.length).toBeLessThan(3 * 1024 * 1024)
  expect(code).toBe(1)
  expect(stdout).toContain('the answer was too large')
  expect(asked).toBeLessThan(60)
  expect(peakMb).toBeLessThan(300)
})

test.each([
  ['without WebAssembly', [process.execPath, '--jitless', MAIN]],
  [
    'where its address space cannot be had',
    ['bash', '-c', `ulimit -v 6000000; exec "$0" "$@"`, process.execPath, MAIN],
  ],
])('%s rows are read all the same', async (_, [command = '', ...before]) => {
  const config = folder.file('sandbox.json', {
    ...{ ...CREDENTIALS, environment: 'sandbox', start_date: '2026-06-01', end_date: '2026-06-03' },
  })
  const catalog = folder.file('catalog.json', catalogOf(['conversations']))
  const args = [...before, 'read', '--config', config, '--catalog', catalog]
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const spawned = once(child, 'spawn')

  const { code, stdout } = await ended(child)

  await spawned
  expect(stdout).toContain('"COMPLETE"')
  expect(stdout).toContain('"RECORD"')
  expect(code).toBe(0)
})
