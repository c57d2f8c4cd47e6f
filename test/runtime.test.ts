import { sleep, systemRuntime } from '../src/runtime'

test('a sleep that is aborted rejects with the reason, before it begins and while it lasts', async () => {
  const reason = new Error('enough')
  const stop = new AbortController()
  const sleeping = sleep(60_000, stop.signal)

  stop.abort(reason)

  await expect(sleeping).rejects.toBe(reason)
  await expect(sleep(60_000, stop.signal)).rejects.toBe(reason)
})

test('the clock that waiting is measured by goes forward while the world sleeps', async () => {
  const runtime = systemRuntime(() => {})
  const before = runtime.elapsedMs()

  await runtime.sleep(5)

  expect(runtime.elapsedMs()).toBeGreaterThan(before)
})
