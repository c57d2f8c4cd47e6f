import type { IncomingMessage } from 'node:http'

/** One request as the sandbox received it, and the status it was answered with. */
export interface SandboxExchange {
  /** Counted from 0 over all requests, in the order of their last byte. */
  readonly index: number
  readonly method: string
  /** Without the query. */
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** The body, when it is JSON. */
  readonly body: unknown
  /** The code in the path of an export, such as D21, whether it exists or not. */
  readonly dataset?: string
  /** Absent as long as there is no answer. */
  readonly status?: number
}

/** An exchange whose answer is still to come. */
export interface OpenExchange extends SandboxExchange {
  status?: number
}

/** `/admin/v3/lenders/{lenderPublicId}/exports/{section}/{dataset}` */
export const EXPORT_PATH = /^\/admin\/v3\/lenders\/([^/]+)\/exports\/([^/]+)\/([^/]+)$/

/** `/admin/v3/lenders/{lenderPublicId}/exports`: an assumption, as the documentation is not known. */
export const CATALOG_PATH = /^\/admin\/v3\/lenders\/([^/]+)\/exports$/

/** Reads a whole request. Rejects when the client hangs up before its end. */
export async function receive(request: IncomingMessage): Promise<Omit<OpenExchange, 'index'>> {
  const body = parseJson(await bodyOf(request))
  const [path = '/', query = ''] = (request.url ?? '/').split(/\?(.*)/s)
  const dataset = EXPORT_PATH.exec(path)?.[3]
  return {
    method: request.method ?? 'GET',
    path,
    query: Object.fromEntries(new URLSearchParams(query)),
    headers: plainHeaders(request),
    body,
    ...(dataset === undefined ? {} : { dataset }),
  }
}

const BODY_BYTES_MAX = 64 * 1024

/** The body's text; nothing for a body that is longer than any that ClearGrid knows. */
async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes <= BODY_BYTES_MAX) chunks.push(chunk)
  }
  return bytes <= BODY_BYTES_MAX ? Buffer.concat(chunks).toString('utf8') : ''
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function plainHeaders({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]),
  )
}
