import { ClientFailure } from '../client-failure'
import { ExchangeFailure } from '../http/failure'
import { lenderUrl, type Hosts } from '../http/hosts'
import type { Call, Layer } from '../layer'
import type { Session, SessionKeeper } from './session'

/** Renewals of the session that one request may cost before it gives up. */
const RENEWALS_MAX = 20

/**
 * Each call is made for the lender who has logged in; its address is the path below the lender's. The
 * header is built for each exchange, and a 401 costs a renewal, not the attempt.
 */
export function authorised(keeper: SessionKeeper, hosts: Hosts): Layer {
  return (next) => async (call) => {
    const { purpose, request } = call
    let session = await keeper.current(request.signal)
    for (let renewals = 0; renewals <= RENEWALS_MAX; renewals += 1) {
      try {
        const result = await next(callOf(session, call, hosts))
        keeper.accepted(session)
        return result
      } catch (thrown) {
        if (!(thrown instanceof ExchangeFailure)) throw thrown
        const { kind, status } = thrown.facts
        if (kind !== 'unauthorized') {
          // Whatever it was: it was an answer, and not that the token is refused.
          if (status !== undefined) keeper.accepted(session)
          throw thrown
        }
      }
      session = await keeper.renew(session, request.signal)
    }
    const { action } = purpose
    throw new ClientFailure({ kind: 'tokens-expire', renewals: RENEWALS_MAX, action })
  }
}

function callOf<T>({ lenderPublicId, token }: Session, call: Call<T>, hosts: Hosts): Call<T> {
  const { request } = call
  const url = lenderUrl(hosts, lenderPublicId, request.url)
  const headers = { ...request.headers, authorization: `Bearer ${token}` }
  return { ...call, request: { ...request, url, headers } }
}
