import type { Client } from '../cleargrid/client'
import type { ScanMemory } from '../cleargrid/page/scan-page'
import type { SyncMode } from '../protocol/messages'
import type { Writer } from '../protocol/writer'
import type { Runtime } from '../runtime'
import type { JsonObject } from '../schemas'
import type { StreamDefinition } from '../streams'
import type { Instant } from '../time/instant'
import type { Notifier } from './notify'
import type { OnStreamEnd } from './output/stats'
import type { SizeMax } from './progress/request-size'
import type { PlanSettings, SyncTimes } from './state/plan'
import type { StreamState } from './state/stream-state'

/** A stream of the catalog, with what is known of it before the sync. */
export interface StreamToRead {
  readonly definition: StreamDefinition
  readonly schema: JsonObject
  /** Fields that every row has; undefined: all of the schema's. */
  readonly documented?: readonly string[]
  readonly syncMode: SyncMode
  readonly before: StreamState | undefined
  /** The same as it came, to be written back where nothing is to be done. */
  readonly rawBefore: unknown
}

export interface SyncSettings extends PlanSettings {
  readonly sizeMax: SizeMax
  /** The longest window of a direct dataset; undefined: that of all others. */
  readonly directWindowMsMax?: number
  /** Walks in flight at once at the most, over all streams. */
  readonly concurrency: number
  /** Exclusive; undefined: up to now. */
  readonly endDate: Instant | undefined
  /** Which ClearGrid: part of whose the state is. */
  readonly environment: string
}

/** What a sync is handed to work with. */
export interface SyncServices {
  readonly client: Client
  readonly writer: Writer
  readonly runtime: Runtime
  /** Rings when a walk has come further. */
  readonly notifier: Notifier
  /** One for all streams: pages are read one after the other. */
  readonly scanMemory: ScanMemory | undefined
  readonly onStreamEnd?: OnStreamEnd | undefined
}

/** What is known once the login has succeeded. */
export interface SyncStart {
  readonly times: SyncTimes
  /** Whose rows these are. */
  readonly of: string
}
