import { readdirSync } from 'node:fs'
import { jsonOf, pathOf } from '../support/repository'
import { propertiesOf, type Schema } from './support/json-schema'

/** What each release before this one had in its spec and its streams. They are never edited. */
interface Released {
  readonly spec: Schema
  readonly schemas: Readonly<Record<string, Schema>>
}

const RELEASES = readdirSync(pathOf('test/acceptance/released')).map(
  (file) => [file, jsonOf(`test/acceptance/released/${file}`) as Released] as const,
)

test('the first release is among those that are compared', () => {
  expect(RELEASES.map(([file]) => file)).toContain('0.1.0.json')
})

test.each(RELEASES)(
  'TestSpec.test_backward_compatibility: settings of %s still work',
  (_, { spec }) => {
    const now = (jsonOf('spec.json') as Schema)['connectionSpecification'] as Schema

    expect(narrowedIn(spec, now)).toEqual([])
    expect(
      listOf(now, 'required').filter((name) => !listOf(spec, 'required').includes(name)),
    ).toEqual([])
  },
)

test.each(RELEASES)(
  'TestDiscovery.test_backward_compatibility: the streams of %s have no field less or narrower',
  (_, { schemas }) => {
    const narrowed = Object.entries(schemas).flatMap(([stream, before]) =>
      narrowedIn(before, jsonOf(`schemas/${stream}.json`) as Schema).map(
        (fault) => `${stream}: ${fault}`,
      ),
    )

    expect(narrowed).toEqual([])
  },
)

test('a field that is gone, a type, a choice or a bound that is narrower are found', () => {
  const before = {
    properties: {
      gone: { type: 'string' },
      typed: { type: ['null', 'string'] },
      chosen: { enum: ['a', 'b'] },
      bound: { type: 'integer', maximum: 10 },
    },
  }
  const now = {
    properties: {
      typed: { type: 'string' },
      chosen: { enum: ['a'] },
      bound: { type: 'integer', maximum: 9 },
    },
  }

  expect(narrowedIn(before, now)).toEqual([
    'gone is gone',
    'typed has another type',
    'chosen has fewer choices',
    'bound has a narrower bound',
  ])
  expect(narrowedIn(before, before)).toEqual([])
})

/** What a value that was valid may not be any more. */
function narrowedIn(before: Schema, now: Schema): string[] {
  const properties = propertiesOf(now)
  return Object.entries(propertiesOf(before)).flatMap(([name, schema]) => {
    const other = properties[name]
    if (other === undefined) return [`${name} is gone`]
    const faults = [
      lacks(schema, other, 'type') ? 'has another type' : '',
      other['enum'] !== undefined && lacks(schema, other, 'enum') ? 'has fewer choices' : '',
      isNarrower(schema, other) ? 'has a narrower bound' : '',
      schema['format'] !== other['format'] ? 'has another format' : '',
    ]
    const inner = narrowedIn(schema, other).map((fault) => `${name}.${fault}`)
    return [...faults.filter((fault) => fault !== '').map((fault) => `${name} ${fault}`), ...inner]
  })
}

function isNarrower(before: Schema, now: Schema): boolean {
  const bound = (schema: Schema, name: string, otherwise: number): number =>
    Number(schema[name] ?? otherwise)
  return (
    bound(now, 'maximum', Infinity) < bound(before, 'maximum', Infinity) ||
    bound(now, 'minimum', -Infinity) > bound(before, 'minimum', -Infinity)
  )
}

/** Whether something that `before` allows is not in `now`. */
function lacks(before: Schema, now: Schema, keyword: string): boolean {
  const allowed = listOf(now, keyword)
  return listOf(before, keyword).some((each) => !allowed.includes(each))
}

function listOf(schema: Schema, keyword: string): unknown[] {
  const value = schema[keyword]
  return value === undefined ? [] : [value].flat()
}
