import type { FromSchema } from '../../src/json/schema-type'
import { createAjv } from '../../src/json/validator'

const SCHEMA = {
  type: 'object',
  required: ['kind', 'sizes'],
  properties: {
    kind: { enum: ['one', 'other'] },
    sizes: { type: 'array', items: { type: 'integer' } },
    name: { type: 'string' },
    anything: {},
  },
} as const

type Shape = FromSchema<typeof SCHEMA>

test('a shape that is written once says the same to the compiler and at run time', () => {
  const validate = createAjv().compile<Shape>(SCHEMA)
  const right: Shape[] = [
    { kind: 'one', sizes: [1, 2] },
    { kind: 'other', sizes: [], name: 'a', anything: null },
  ]
  // @ts-expect-error: what is required is missing
  const partial: Shape = { kind: 'one' }
  // @ts-expect-error: a list of text is no list of numbers
  const texts: Shape = { kind: 'one', sizes: ['1'] }
  // @ts-expect-error: the list of kinds is closed
  const third: Shape = { kind: 'third', sizes: [] }
  // @ts-expect-error: a name is text
  const numbered: Shape = { kind: 'one', sizes: [], name: 1 }

  expect(right.map((value) => validate(value))).toEqual([true, true])
  expect([partial, texts, third, numbered].map((value) => validate(value))).toEqual([
    ...[false, false, false, false],
  ])
})
