import { createHash } from 'node:crypto'
import { ConfigError } from '../../errors'
import type { StreamState } from './stream-state'

/**
 * Identifies the owner of a state: the first 12 hex digits of the SHA-256 of `<environment>
 * <lenderPublicId>`. The watermark of one lender says nothing of another's rows.
 */
export function ownerId(environment: string, lenderPublicId: string): string {
  return createHash('sha256').update(`${environment} ${lenderPublicId}`).digest('hex').slice(0, 12)
}

/** A stream, as far as its state is concerned. */
interface WithState {
  readonly definition: { readonly name: string }
  readonly syncMode: string
  readonly before: Pick<StreamState, 'of'> | undefined
}

/**
 * States that name no owner are accepted: an older release or another connector wrote them.
 * @throws ConfigError that names the streams whose state is another lender's, or environment's.
 */
export function refuseForeignStates(streams: readonly WithState[], of: string): void {
  const foreign = streams.filter(
    ({ syncMode, before }) =>
      syncMode === 'incremental' && before?.of !== undefined && before.of !== of,
  )
  if (foreign.length === 0) return
  const names = foreign.map(({ definition }) => definition.name).join(', ')
  throw new ConfigError(
    `The state of ${names} was written for another lender or environment. Nothing was read. ` +
      `Reset these streams to read them from the start, or give the source its former lender and ` +
      `environment back.`,
  )
}
