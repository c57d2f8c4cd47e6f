import type { HttpAnswer } from '../../src/cleargrid/http/exchange'

/** An answer of the fetch-dataset endpoint as the documentation shows it, with a part replaced. */
export function envelope(body: object = {}, more: object = {}): object {
  return {
    success: true,
    body: { rows: [], pagination: { nextCursor: null, limit: 500 }, meta: {}, ...body },
    ...more,
  }
}

/** An HTTP answer, by default the bare one of a gateway. */
export function answer(
  status: number,
  body = '',
  headers: Readonly<Record<string, string>> = {},
): HttpAnswer {
  return { status, headers, body: Buffer.from(body) }
}
