import { jsonOf } from '../support/repository'
import { propertiesOf, type Schema } from './support/json-schema'

const form = (jsonOf('spec.json') as { connectionSpecification: Schema }).connectionSpecification
const groups = form['groups'] as readonly { readonly id: string; readonly title: string }[]
const required = form['required'] as readonly string[]
const fields = Object.entries(propertiesOf(form))
const visible = fields.filter(([, field]) => field['airbyte_hidden'] !== true)

/** The fields for which something does not hold. */
function fieldsWhere(isWrong: (field: Schema, name: string) => boolean): readonly string[] {
  return fields.filter(([name, field]) => isWrong(field, name)).map(([name]) => name)
}

test('each field has a title, a description and a place', () => {
  expect(fieldsWhere(({ title }) => typeof title !== 'string')).toEqual([])
  expect(fieldsWhere(({ description }) => !String(description).endsWith('.'))).toEqual([])
  expect(fieldsWhere(({ order }) => !Number.isInteger(order))).toEqual([])
})

test('the order of the file is the order of the form, group by group', () => {
  const places = fields.map(([, { order }]) => order)
  const inOrder = fields.map(([, { group }]) => group)

  expect(places).toEqual(fields.map((_, index) => index))
  expect([...new Set(inOrder)]).toEqual(groups.map(({ id }) => id))
})

test('what must be typed by hand has an example, or is a number with bounds', () => {
  const typed = visible.filter(([, field]) => field['type'] === 'string' && !('enum' in field))
  const numbers = visible.filter(([, field]) => field['type'] === 'integer')

  expect(
    typed
      .filter(([, field]) => field['airbyte_secret'] !== true && !('examples' in field))
      .map(([name]) => name),
  ).toEqual([])
  expect(numbers.filter(([, field]) => !('minimum' in field) || !('maximum' in field))).toEqual([])
})

test('a pattern is told in words, and takes the examples and the default', () => {
  const taken = ({ pattern, examples = [], default: value }: Schema): boolean =>
    [...(examples as readonly string[]), ...(value === undefined ? [] : [value as string])].every(
      (text) => new RegExp(pattern as string).test(text),
    )

  expect(fieldsWhere((field) => 'pattern' in field && !('pattern_descriptor' in field))).toEqual([])
  expect(fieldsWhere((field) => 'pattern' in field && !taken(field))).toEqual([])
})

test('the words for a pattern are few: Airbyte shows them beside the label', () => {
  expect(fieldsWhere(({ pattern_descriptor: words = '' }) => String(words).length > 45)).toEqual([])
})

test('an optional field that was filled in may be emptied again', () => {
  // Airbyte holds the empty text against the pattern, and leaves it out of what it sends.
  const mayBeEmpty = ({ pattern = '' }: Schema): boolean => new RegExp(pattern as string).test('')
  const optional = visible.filter(([name]) => !required.includes(name))

  expect(optional.filter(([, field]) => !mayBeEmpty(field)).map(([name]) => name)).toEqual([])
})

test('what nobody needs on the first day is folded away', () => {
  const shown = visible
    .filter(([name, field]) => required.includes(name) || field['always_show'] === true)
    .map(([name]) => name)

  expect(shown).toEqual(['environment', 'lender', 'email', 'password', 'start_date'])
})
