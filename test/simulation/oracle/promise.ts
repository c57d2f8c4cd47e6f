/** What a world must say of itself to be judged. */
export interface JudgedWorld {
  /** Whether rows come out of order. */
  readonly isDisordered: boolean
  /** Whether single rows stand where they do not belong, among others that come in order. */
  readonly isDisplaced: boolean
  /** Rows on the densest instant. */
  readonly dense: number
}

/** A promise that was broken: which one, and how. */
export class BrokenPromise extends Error {
  readonly kind: string

  constructor(kind: string, how: string) {
    super(`${kind}: ${how}`)
    this.kind = kind
  }
}
