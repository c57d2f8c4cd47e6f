import { readFileSync } from 'node:fs'
import { catalogOf, CREDENTIALS, makeFolder, run } from '../support/connector'

const folder = makeFolder()
afterAll(() => folder.remove())

test('a sync loads none of the HTTP clients that it does not use: a start costs little', async () => {
  const list = folder.file('loaded.json', '')
  const tell = folder.file(
    'tell.cjs',
    `process.on('exit', () =>
      require('node:fs').writeFileSync(${JSON.stringify(list)}, JSON.stringify(process.moduleLoadList)))`,
  )
  const settings = { ...CREDENTIALS, environment: 'sandbox', start_date: '2026-01-01' }
  const config = folder.file('config.json', settings)
  const catalog = folder.file('catalog.json', catalogOf(['borrowers']))

  const { code } = await run(['read', '--config', config, '--catalog', catalog], {
    NODE_OPTIONS: `--require ${tell}`,
    CLEARGRID_SANDBOX_NOW: '2026-02-01T00:00:00Z',
  })

  const loaded = JSON.parse(readFileSync(list, 'utf8')) as readonly string[]
  expect(code).toBe(0)
  expect(loaded).toContain('NativeModule http')
  expect(loaded.filter((name) => /undici\/undici|http2/.test(name))).toEqual([])
})
