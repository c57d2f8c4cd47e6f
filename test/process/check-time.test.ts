import { startClearGrid } from '../support/clear-grid'
import { CREDENTIALS, makeFolder, run } from '../support/connector'

const folder = makeFolder()
afterAll(() => folder.remove())

test('check says its verdict within ten seconds, though ClearGrid answers nothing', async () => {
  const silent = await startClearGrid({ intercept: () => ({ never: true }) })
  const pages = await startClearGrid({
    intercept: ({ dataset }) =>
      dataset === undefined ? undefined : { status: 429, headers: { 'retry-after': '60' } },
  })
  const verdicts = [silent, pages].map(async ({ url }, index) => {
    const config = folder.file(`${index}.json`, { ...CREDENTIALS, base_url: url })
    const began = Date.now()
    const { code, stdout } = await run(['check', '--config', config])
    return { code, stdout, tookMs: Date.now() - began }
  })

  for (const { code, stdout, tookMs } of await Promise.all(verdicts)) {
    expect(code).toBe(0)
    expect(stdout).toContain('"status":"FAILED"')
    // A slow machine starts slowly; ClearGrid alone would take a minute.
    expect(tookMs).toBeLessThan(25_000)
  }
  await Promise.all([silent.close(), pages.close()])
})
