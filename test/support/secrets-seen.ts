/**
 * Every password, token and refresh token that any ClearGrid of this test run was shown: no output of
 * ours may hold one of them, in whatever form.
 */
const seen = new Set<string>()

/** Shorter ones are words that may stand anywhere. */
const LENGTH_MIN = 8

export function noteSecret(secret: unknown): void {
  if (typeof secret === 'string' && secret.length >= LENGTH_MIN) seen.add(secret)
}

/** Notes what a request tells of us. */
export function noteSecretsOf(exchange: {
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
}): void {
  noteSecret(exchange.headers['authorization']?.replace(/^Bearer /, ''))
  const body = Object(exchange.body) as Readonly<Record<string, unknown>>
  noteSecret(body['password'])
  noteSecret(body['refreshToken'])
}

/** As it is, as in a URL, as in a form, as in JSON, as base64. */
export function formsOf(secret: string): string[] {
  const base64 = Buffer.from(secret).toString('base64').replace(/=+$/, '')
  const form = new URLSearchParams({ s: secret }).toString().slice(2)
  return [secret, encodeURIComponent(secret), form, JSON.stringify(secret).slice(1, -1), base64]
}

/** @throws Error when the text tells a secret; records and states are the lender's data, and pass. */
export function refuseSecretsIn(text: string): void {
  const told = text
    .split('\n')
    .filter((line) => !/^\{"type":"(RECORD|STATE)"/.test(line))
    .join('\n')
  for (const secret of seen) {
    const form = formsOf(secret).find((one) => told.includes(one))
    if (form !== undefined) throw new Error(`A secret of ${secret.length} characters is told`)
  }
}
