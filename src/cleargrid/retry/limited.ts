import { ExchangeFailure } from '../http/failure'
import type { Layer } from '../layer'
import type { ConcurrencyLimit, Permit } from './concurrency-limit'

/** Each call waits for a permit, and tells the limit how it went. */
export function limited(limit: ConcurrencyLimit): Layer {
  return (next) => async (call) => {
    const permit = await limit.acquire(call.request.signal)
    const onBegin = (): void => {
      permit.begin()
      call.onBegin?.()
    }
    try {
      const result = await next({ ...call, onBegin })
      permit.succeeded()
      return result
    } catch (thrown) {
      if (thrown instanceof ExchangeFailure) report(permit, thrown)
      throw thrown
    } finally {
      permit.release()
    }
  }
}

function report(permit: Permit, { kind }: ExchangeFailure): void {
  if (kind === 'overloaded') permit.overloaded()
  if (kind === 'gateway-timeout' || kind === 'deadline') permit.timedOut()
}
