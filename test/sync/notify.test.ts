import { createBell } from '../../src/sync/notify'

test('all who wait hear it ring', async () => {
  const bell = createBell()
  const heard = Promise.all([bell.rung(), bell.rung()])

  bell.ring()

  await expect(heard).resolves.toHaveLength(2)
})

test('who comes after it has rung waits for the next time', async () => {
  const bell = createBell()
  bell.ring()
  let hasHeard = false
  const heard = bell.rung().then(() => (hasHeard = true))

  await Promise.resolve()
  const before = hasHeard
  bell.ring()
  await heard

  expect(before).toBe(false)
  expect(hasHeard).toBe(true)
})
