import type { SyncMode } from '../../protocol/messages'
import type { SyncTimes } from './plan'
import type { StreamState } from './stream-state'

const FROM_THE_FUTURE =
  "the state named a newest row that lies in ClearGrid's future: what is behind its watermark is read"

/**
 * A state as far as it can be true. Nobody has seen a row of the future: a newest row that lies there
 * was written by hand or by another clock, and would make silence count as read up to it. The
 * watermark stands for it: what was read beyond the newest row is read again. A watermark in the future stays: it says itself that
 * nothing is wanted before it.
 * @param note told of it, where the state counts.
 */
export function believed(
  state: StreamState,
  mode: SyncMode,
  { latest }: Pick<SyncTimes, 'latest'>,
  note: (what: string) => void,
): StreamState {
  const { since, newest, read, unfinished } = state
  if (newest === undefined || newest <= latest) return state
  // The stretch that ends at the watermark, as it was written.
  const first = read.find((window) => window.since <= since)
  const watermark = Math.max(since, first?.until ?? since)
  if (watermark > latest) return state
  if (mode === 'incremental' || unfinished === 'full_refresh') note(FROM_THE_FUTURE)
  return { ...state, newest: watermark > since ? watermark : undefined }
}
