import { createHash } from 'node:crypto'
import { ConfigError } from '../../../src/errors'
import { ownerId, refuseForeignStates } from '../../../src/sync/state/owner'

const LENDER = '3f0c2a44-6a1f-4d0e-9a86-1c7b6d1f2e90'
const OURS = ownerId('production', LENDER)

function stream(
  name: string,
  of: string | undefined,
  syncMode = 'incremental',
): Parameters<typeof refuseForeignStates>[0][number] {
  return { definition: { name }, syncMode, before: { of } }
}

test('whose a state is are the first 12 hex digits of the hash of environment and lender', () => {
  const hash = createHash('sha256').update(`production ${LENDER}`).digest('hex')

  expect(OURS).toBe(hash.slice(0, 12))
})

test.each([
  ['another lender', ownerId('production', 'somebody')],
  ['another environment', ownerId('staging', LENDER)],
])('the state of %s is refused, with the names of the streams and what to do', (_, of) => {
  const streams = [stream('conversations', of), stream('loans', OURS), stream('notes', of)]
  const refuse = (): void => refuseForeignStates(streams, OURS)

  expect(refuse).toThrow(ConfigError)
  expect(refuse).toThrow(/^The state of conversations, notes was written for another lender/)
  expect(refuse).toThrow(/Nothing was read\. Reset these streams/)
})

test.each([
  ['our own', stream('conversations', OURS)],
  ['one that does not say whose it is', stream('conversations', undefined)],
  ['another’s, for a full refresh', stream('conversations', 'fedcba987654', 'full_refresh')],
  ['none at all', { ...stream('conversations', undefined), before: undefined }],
])('a state is taken: %s', (_, taken) => {
  expect(() => refuseForeignStates([taken], OURS)).not.toThrow()
})
