import { createPatience, type Failed } from '../../../src/cleargrid/retry/patience'

const OUTAGE: Failed = { dataset: 'D21', isFirst: true, concerns: 'everything' }
const TROUBLE: Failed = { dataset: 'D21', isFirst: true, concerns: 'request' }

test('a dataset fails since its first failure, until something of it succeeds', () => {
  const patience = createPatience(0)
  patience.failed(TROUBLE, 10)
  patience.failed(TROUBLE, 20)

  expect(patience.failingSinceMs(TROUBLE, 30)).toBe(10)
  expect(patience.failingSinceMs({ ...TROUBLE, dataset: 'D22' }, 30)).toBe(30)

  patience.succeeded('D21', 40)
  expect(patience.failingSinceMs(TROUBLE, 50)).toBe(50)
})

test('an outage is everybody’s, and lasts since its first failure', () => {
  const patience = createPatience(0)
  patience.failed(OUTAGE, 10)
  patience.failed({ ...OUTAGE, dataset: 'D22' }, 20)

  expect(patience.failingSinceMs({ ...OUTAGE, dataset: 'D23' }, 30)).toBe(10)
  expect(patience.failingSinceMs({ ...TROUBLE, dataset: 'D23' }, 30)).toBe(30)
})

test.each([
  ['any answer', (patience: ReturnType<typeof createPatience>) => patience.reached()],
  ['success', (patience: ReturnType<typeof createPatience>) => patience.succeeded('D22', 20)],
])('%s ends an outage', (_, end) => {
  const patience = createPatience(0)
  patience.failed(OUTAGE, 10)

  end(patience)

  expect(patience.failingSinceMs({ ...OUTAGE, dataset: 'D23' }, 30)).toBe(30)
})

test('a login is a success, but no page: silence goes on', () => {
  const patience = createPatience(5)

  patience.succeeded(undefined, 10)
  expect([patience.lastPageMs, patience.lastSuccessMs, patience.hasSucceeded]).toEqual([
    5,
    10,
    true,
  ])
  expect(patience.hasAnswered('D21')).toBe(false)

  patience.succeeded('D21', 20)
  expect([patience.lastPageMs, patience.lastSuccessMs]).toEqual([20, 20])
  expect(patience.hasAnswered('D21')).toBe(true)
})

test('requests that fail are counted once each, and forgotten with a success', () => {
  const patience = createPatience(0)
  patience.failed(TROUBLE, 1)
  patience.failed({ ...TROUBLE, isFirst: false }, 2)
  patience.failed({ ...TROUBLE, dataset: 'D22' }, 3)
  expect(patience.failedRequests).toBe(2)

  patience.succeeded(undefined, 4)

  expect(patience.failedRequests).toBe(0)
})
