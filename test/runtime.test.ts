import { sleep, systemRuntime } from '../src/runtime'

test('a sleep that is aborted rejects with the reason, before it begins and while it lasts', async () => {
  const reason = new Error('enough')
  const stop = new AbortController()
  const sleeping = sleep(60_000, stop.signal)

  stop.abort(reason)

  await expect(sleeping).rejects.toBe(reason)
  await expect(sleep(60_000, stop.signal)).rejects.toBe(reason)
})

test('a sleep that is aborted leaves no timer, which would keep the process alive', async () => {
  const stop = new AbortController()
  const timers = (): number =>
    process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length
  const timersBefore = timers()
  const sleeping = sleep(60_000, stop.signal)
  expect(timers()).toBe(timersBefore + 1)

  stop.abort(new Error('enough'))

  await expect(sleeping).rejects.toThrow('enough')
  expect(timers()).toBe(timersBefore)
})

test('the clock that waiting is measured by goes forward while the world sleeps', async () => {
  const runtime = systemRuntime(() => {})
  const before = runtime.elapsedMs()

  await runtime.sleep(5)

  expect(runtime.elapsedMs()).toBeGreaterThan(before)
})
