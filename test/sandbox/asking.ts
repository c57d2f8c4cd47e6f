/** A lender who has logged in, and asks for exports the way the documentation shows. */
export interface Asking {
  readonly lenderPublicId: string
  readonly token: string
  readonly refreshToken: string
  /** One page, or the refusal. `at` is `section/dataset`. */
  page(at: string, query?: Readonly<Record<string, string>>): Promise<AnsweredPage>
  /** The pages of one walk, to the null that ends it. */
  walk(at: string, query: Readonly<Record<string, string>>): Promise<AnsweredPage[]>
}

export interface AnsweredPage {
  readonly status: number
  readonly text: string
  readonly ids: readonly string[]
  readonly rows: readonly Readonly<Record<string, unknown>>[]
  readonly pagination: Readonly<Record<string, unknown>>
  readonly nextPageCursor: string | null
  readonly meta: Readonly<Record<string, unknown>>
}

interface Envelope {
  readonly body?: Pick<AnsweredPage, 'rows' | 'pagination' | 'meta'>
}

export async function logIn(url: string, lender = 'acme'): Promise<Asking> {
  const answer = await post(`${url}/admin/auth/${lender}/login`, {
    email: 'ops@acme.example',
    password: 'secret',
  })
  const session = (await answer.json()) as Pick<Asking, 'lenderPublicId' | 'token' | 'refreshToken'>
  const page: Asking['page'] = async (at, query = {}) => {
    const path = `/admin/v3/lenders/${session.lenderPublicId}/exports/${at}`
    return await answered(await get(`${url}${path}?${String(new URLSearchParams(query))}`, session))
  }
  const walk: Asking['walk'] = async (at, query) => {
    const pages = [await page(at, query)]
    for (let last = pages.at(-1); last?.nextPageCursor != null; last = pages.at(-1)) {
      pages.push(await page(at, { ...query, cursor: last.nextPageCursor }))
    }
    return pages
  }
  return { ...session, page, walk }
}

export async function post(url: string, body: unknown): Promise<Response> {
  const headers = { 'content-type': 'application/json' }
  return await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
}

export async function get(url: string, session: { readonly token: string }): Promise<Response> {
  return await fetch(url, { headers: { authorization: `Bearer ${session.token}` } })
}

async function answered(response: Response): Promise<AnsweredPage> {
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json') === true
  const { body } = isJson ? (JSON.parse(text) as Envelope) : {}
  const { rows = [], pagination = {}, meta = {} } = body ?? {}
  const nextPageCursor = (pagination['nextCursor'] ?? null) as string | null
  const ids = rows.map((row) => String(row['public_id']))
  return { status: response.status, text, ids, rows, pagination, nextPageCursor, meta }
}
