import type { Window } from '../../time/window'
import type { PageReader } from './read-page'

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
  readonly doing: string
  /**
   * What a 504 or a passed deadline is: an answer about size, told at once ('size', the default), or
   * trouble that is waited for and repeated like any other ('trouble'): for a request that cannot be
   * made smaller.
   */
  readonly timeoutsAre?: 'size' | 'trouble'
  /** Told what the page costs. */
  readonly traffic?: Traffic
}

/** Who counts requests. */
export interface Traffic {
  /** One exchange begins. */
  request(): void
  /** It failed, and is made again. */
  retry(): void
}
