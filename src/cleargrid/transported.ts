import type { Runtime } from '../runtime'
import type { HttpAnswer, Transport } from './http/exchange'
import { ExchangeFailure, failureFromAnswer, withAnswer } from './http/failure'
import type { Call, Send } from './layer'

/** What is below all layers: one exchange, its answer read. A failure knows how long it took. */
export function transported(transport: Transport, { elapsedMs }: Pick<Runtime, 'elapsedMs'>): Send {
  return async (call) => {
    const beganMs = elapsedMs()
    call.traffic?.request()
    try {
      return contentOf(await transport(call.request), call)
    } catch (thrown) {
      if (!(thrown instanceof ExchangeFailure)) throw thrown
      throw new ExchangeFailure({ ...thrown.facts, tookMs: elapsedMs() - beganMs })
    }
  }
}

/** @throws ExchangeFailure for whatever is not the documented answer. */
function contentOf<T>(answer: HttpAnswer, { read }: Pick<Call<T>, 'read'>): T {
  try {
    if (answer.status !== 200) throw failureFromAnswer(answer)
    return read(answer)
  } catch (thrown) {
    throw thrown instanceof ExchangeFailure ? withAnswer(thrown, answer) : thrown
  } finally {
    answer.release?.()
  }
}
