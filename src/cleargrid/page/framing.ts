/** What surrounds each row in its line. */
export interface Frame {
  readonly prefix: Buffer
  /** Ends with a line break. */
  readonly suffix: Buffer
}

/**
 * The seam between rows and the lines that they are passed on in. Whoever passes rows on says what
 * surrounds them, once for each page, when it is here; the page makes the lines while it reads the
 * rows, so that no row is copied again. Neither knows what the other's part means.
 */
export type Framing = () => Frame

const NOTHING = Buffer.alloc(0)

/** For rows that nobody passes on. */
export const UNFRAMED: Framing = () => ({ prefix: NOTHING, suffix: NOTHING })
