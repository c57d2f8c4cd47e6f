export interface HttpRequest {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** A JSON body, already text. */
  readonly body?: string
  /** Counted from the first byte sent to the last byte read. */
  readonly deadlineMs: number
  readonly signal?: AbortSignal
}

export interface HttpAnswer {
  readonly status: number
  /** Names in lower case; a header that came twice is joined by a comma. */
  readonly headers: Readonly<Record<string, string>>
  /** The whole body, decompressed. */
  readonly body: Buffer
  /** Call it when nobody reads the body any more, so that its memory can be reused. Optional. */
  readonly release?: () => void
}

/**
 * One HTTP exchange. Resolves for every status; throws an ExchangeFailure when there is no whole
 * answer (unreachable, broken off, untrusted certificate, past its deadline), and the signal's
 * reason when the signal ends it.
 */
export type Transport = (request: HttpRequest) => Promise<HttpAnswer>

/** Who counts requests. */
export interface Traffic {
  /** One exchange begins. */
  request(): void
  /** It failed, and is made again. */
  retry(): void
}
