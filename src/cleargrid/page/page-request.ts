import type { Window } from '../../time/window'
import type { Traffic } from '../http/exchange'
import type { PageReader } from './read-page'

export type { Traffic } from '../http/exchange'

/** ClearGrid's name for one export. */
export interface Dataset {
  readonly section: string
  readonly code: string
}

export interface PageRequest {
  readonly dataset: Dataset
  readonly window: Window
  /** From the page before; undefined asks for the first page. */
  readonly pageCursor?: string | undefined
  /** Rows asked for, 1 to 1000. */
  readonly limit: number
  readonly includeTotal?: boolean
  /** `desc`: the newest first. */
  readonly sort?: 'asc' | 'desc'
  /** Makes a page of an answer's body. */
  readonly readPage: PageReader
  /** The beginning of an error's sentence: what we were doing, for whom. */
  readonly action: string
  /**
   * What a 504 or a passed deadline means: an answer about size, thrown at once ('size', the
   * default), or a failure that is retried like any other ('trouble'), for a request that cannot be
   * made smaller.
   */
  readonly timeoutsAre?: 'size' | 'trouble'
  /** Counts what the page costs. */
  readonly traffic?: Traffic
}
