import type { Layer } from '../layer'
import type { Pauses } from './pause'

/** Each call waits until no pause holds. Then it begins. */
export function paused(pauses: Pauses): Layer {
  return (next) => async (call) => {
    await pauses.ready(call.request.signal)
    call.onBegin?.()
    return await next(call)
  }
}
