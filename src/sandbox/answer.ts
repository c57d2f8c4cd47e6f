import { createHash } from 'node:crypto'

/** A whole answer. A header that is null is left out, also when it would be set otherwise. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | null>>
  readonly body: Buffer
}

/** Thrown where ClearGrid says no. */
export class Refusal extends Error {
  readonly status: number
  readonly headers: Answer['headers']

  constructor(status: number, message: string, headers: Answer['headers'] = {}) {
    super(message)
    this.name = 'Refusal'
    this.status = status
    this.headers = headers
  }
}

/** A JSON answer without an envelope, as login gives it. */
export function jsonAnswer(status: number, value: unknown): Answer {
  const headers = { 'content-type': 'application/json; charset=utf-8' }
  return { status, headers, body: Buffer.from(JSON.stringify(value)) }
}

/** The success envelope of the exports. */
export function successAnswer(body: unknown): Answer {
  return jsonAnswer(200, { code: 200, message: 'success', body, errors: [] })
}

/** The error envelope; but a 504 is the gateway's, which knows no JSON. */
export function refusalAnswer({ status, message, headers }: Refusal, index: number): Answer {
  if (status === 504) {
    return { status, headers: { 'content-type': 'text/html' }, body: Buffer.from(GATEWAY_TIMEOUT) }
  }
  const answer = jsonAnswer(status, { success: false, message, requestId: requestIdOf(index) })
  return { ...answer, headers: { ...answer.headers, ...headers } }
}

const GATEWAY_TIMEOUT = `<html>
<head><title>504 Gateway Time-out</title></head>
<body>
<center><h1>504 Gateway Time-out</h1></center>
</body>
</html>
`

/** The correlation id of the exchange with this index: the same in each run. */
function requestIdOf(index: number): string {
  return `req_${createHash('sha256').update(`exchange ${index}`).digest('hex').slice(0, 12)}`
}
