import { textOf } from '../support/repository'
import { sentencesIn } from '../support/sentences'
import { sourceFiles } from '../support/source-files'

const isClients = (name: string): boolean => name.startsWith('cleargrid/')

/** The keys of the form, as whole words. */
const SETTINGS = new RegExp(
  `\\b(${Object.keys(
    (JSON.parse(textOf('spec.json')) as Spec).connectionSpecification.properties,
  ).join('|')})\\b`,
)

interface Spec {
  readonly connectionSpecification: { readonly properties: Readonly<Record<string, unknown>> }
}

test('the client throws facts: none of its sentences names a setting, or a stream', () => {
  const said = sentencesIn(isClients).map(({ file, text }) => `${file}: ${text}`)

  expect(said.length).toBeGreaterThan(20)
  expect(said.filter((text) => SETTINGS.test(text) || /\bstreams?\b/i.test(text))).toEqual([])
})

test('nothing in the client is called a stream: that is the platform’s word for a dataset', () => {
  const files = sourceFiles().filter(({ name }) => isClients(name))

  const wrong = files.filter(({ declared }) => declared.some((name) => /stream/i.test(name)))

  expect(files.length).toBeGreaterThan(20)
  expect(wrong.map(({ name }) => name)).toEqual([])
})
