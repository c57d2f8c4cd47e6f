import { createNotifier } from '../../src/sync/notify'

test('all who wait are notified', async () => {
  const notifier = createNotifier()
  const woken = Promise.all([notifier.notified(), notifier.notified()])

  notifier.notify()

  await expect(woken).resolves.toHaveLength(2)
})

test('who comes after a notice waits for the next one', async () => {
  const notifier = createNotifier()
  notifier.notify()
  let isWoken = false
  const woken = notifier.notified().then(() => (isWoken = true))

  await Promise.resolve()
  const before = isWoken
  notifier.notify()
  await woken

  expect(before).toBe(false)
  expect(isWoken).toBe(true)
})
