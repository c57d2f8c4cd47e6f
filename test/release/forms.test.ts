import { textOf, yamlOf } from '../support/repository'

interface Field {
  readonly type: string
  readonly id?: string
  readonly attributes: Readonly<Record<string, unknown>>
  readonly validations?: { readonly required?: boolean }
}

const { body } = yamlOf('.github/ISSUE_TEMPLATE/bug.yml') as { readonly body: readonly Field[] }

test.each(['version', 'error', 'summary'])('a bug report cannot be sent without its %s', (id) => {
  expect(body.find((field) => field.id === id)?.validations?.required).toBe(true)
})

test('it asks for the request id, which not every error has', () => {
  expect(body.find(({ id }) => id === 'request-id')?.attributes['description']).toBeTruthy()
})

test('nobody sends one without having read that no secret belongs into it', () => {
  const options = JSON.stringify(
    body.find(({ type }) => type === 'checkboxes')?.attributes['options'],
  )

  expect(JSON.stringify(body[0])).toMatch(/Never paste a password/)
  expect(options).toMatch(/"label":"[^"]*no password[^"]*","required":true/)
  expect(body.map(({ id }) => id)).not.toContain('password')
  expect(textOf('.github/PULL_REQUEST_TEMPLATE.md')).toMatch(/Never a password/)
})

test('a report of a vulnerability stays private', () => {
  expect(textOf('SECURITY.md')).toMatch(/Report a vulnerability/)
  expect(yamlOf('.github/ISSUE_TEMPLATE/config.yml')).toMatchObject({ blank_issues_enabled: false })
})
