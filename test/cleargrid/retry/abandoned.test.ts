import type { FailureKind } from '../../../src/cleargrid/http/failure'
import { answer } from '../../support/answers'
import { clientOf } from '../../support/api-double'
import { failureOf } from '../../support/failures'

describe('in mid-walk it may be the page cursor that ClearGrid no longer takes', () => {
  const lost = async (status: number, body = '{"success":false}'): Promise<string> => {
    const double = clientOf(() => answer(status, body))
    return (await failureOf(double.fetch('D23', { pageCursor: 'c1' }))).kind
  }

  test.each([400, 500])('%d: the walk can begin again', async (status) => {
    expect(await lost(status)).toBe('page-cursor-lost')
  })

  test.each([403, 401, 503])('%d: that has nothing to do with it', async (status) => {
    expect(await lost(status)).not.toBe('page-cursor-lost')
  })

  test('nor has an answer that is not as documented', async () => {
    expect(await lost(200, '{}')).toBe('failed')
  })

  test('a timeout is an answer about size there too', async () => {
    expect(await lost(504)).toBe('too-much-asked')
  })
})

test('a failure says what was asked, how often, and what came back the last time', async () => {
  const body = '{"success":false,"requestId":"req_1"}'
  const double = clientOf(() => answer(404, body))

  const { kind, exchange } = await failureOf(double.fetch('D23'))

  const expected: FailureKind = 'rejected'
  expect(kind).toBe('failed')
  expect(exchange).toMatchObject({ kind: expected, status: 404, requestId: 'req_1' })
})
