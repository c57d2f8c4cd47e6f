import {
  placesWhere,
  propertiesOf,
  schemasOf,
  typesOf,
  type Place,
  type Schema,
} from './json-schema'

/** What the acceptance tests demand of a form, and a field that breaks it. */
export interface SpecRule {
  readonly rule: string
  /** Where the form breaks the rule. */
  readonly problems: (form: Schema) => readonly string[]
  /** Fields which, added to the form, must be found. */
  readonly spoiled: Readonly<Record<string, Schema>>
}

const SECRET_NAMES =
  /^(client_token|access_token|api_token|token|secret|client_secret|password|key|service_account(_info)?|tenant_id|certificate|jwt|credentials|app_id|appid|refresh_token)$/i

const FORBIDDEN = [
  'not',
  'anyOf',
  'patternProperties',
  'prefixItems',
  'allOf',
  'if',
  'then',
].concat(['else', 'dependentSchemas', 'dependentRequired'])

/** What Airbyte's date picker writes, with and without a time. */
const PICKED = { 'date-time': '2024-01-31T00:00:00Z', date: '2024-01-31' }

export const SPEC_RULES: readonly SpecRule[] = [
  {
    rule: 'test_enum_usage: the values of an enum are distinct',
    problems: (form) =>
      placesWhere(form, ({ schema }) => {
        const values = (schema['enum'] ?? []) as readonly unknown[]
        return new Set(values).size !== values.length
      }),
    spoiled: { colour: { type: 'string', enum: ['red', 'blue', 'red'] } },
  },
  {
    rule: 'test_oneof_usage: the variants of an object share one constant that tells them apart',
    problems: (form) =>
      placesWhere(form, ({ schema }) => 'oneOf' in schema && !hasDiscriminator(schema)),
    spoiled: {
      access: {
        type: 'object',
        oneOf: [
          { type: 'object', properties: { kind: { const: 'a' } } },
          { type: 'object', properties: { sort: { const: 'b' } } },
        ],
      },
    },
  },
  {
    rule: 'test_secret_is_properly_marked: what is named like a secret is kept as one',
    problems: (form) =>
      placesWhere(form, ({ name = '', schema }) => {
        const mayHoldOne = holdsText(schema) && schema['const'] === undefined
        const marked = schema['airbyte_secret'] === true
        return SECRET_NAMES.test(name) ? marked !== mayHoldOne : marked && !mayHoldOne
      }),
    spoiled: { api_token: { type: 'string' } },
  },
  {
    rule: 'test_property_type_is_not_array: a field has one type, null beside it at the most',
    problems: (form) =>
      placesWhere(form, ({ name, schema }) => {
        const types = typesOf(schema)
        if (name === undefined) return false
        return types.length === 0 || types.length > 2 || types.slice(1).some((it) => it !== 'null')
      }),
    spoiled: { size: { type: ['string', 'integer'] } },
  },
  {
    rule: 'test_object_not_empty: an object has fields or variants to show',
    problems: (form) =>
      placesWhere(form, ({ schema }) => {
        const isEmpty = Object.keys(propertiesOf(schema)).length === 0 && !('oneOf' in schema)
        return typesOf(schema).includes('object') && isEmpty
      }),
    spoiled: { options: { type: 'object', properties: {} } },
  },
  {
    rule: 'test_array_type: an array has items of one kind, which the UI can show',
    problems: (form) =>
      placesWhere(
        form,
        ({ schema }) => typesOf(schema).includes('array') && !hasPlainItems(schema),
      ),
    spoiled: { tags: { type: 'array', items: [{ type: 'string' }, { type: 'integer' }] } },
  },
  {
    rule: 'test_forbidden_complex_types: nothing that the UI cannot show',
    problems: (form) =>
      placesWhere(form, ({ schema }) => FORBIDDEN.some((keyword) => keyword in schema)),
    spoiled: { size: { type: 'integer', not: { const: 0 } } },
  },
  {
    rule: 'test_date_pattern: a date has a pattern that takes what the date picker writes',
    problems: (form) =>
      placesWhere(form, ({ schema }) => {
        const format = schema['format']
        if (format !== 'date' && format !== 'date-time') return false
        return !accepts(schema, PICKED[format]) || accepts(schema, 'yesterday')
      }),
    spoiled: { day: { type: 'string', format: 'date' } },
  },
  {
    rule: 'test_date_format: a pattern for dates alone has a format, and so the date picker',
    problems: (form) =>
      placesWhere(form, ({ schema }) => {
        const takesDates = Object.values(PICKED).some((text) => accepts(schema, text))
        return takesDates && !accepts(schema, 'yesterday') && !('format' in schema)
      }),
    spoiled: { day: { type: 'string', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' } },
  },
  {
    rule: 'test_duplicate_order: each field has its own place in its group',
    problems: (form) =>
      placesWhere(form, ({ schema }) => {
        const places = Object.values(propertiesOf(schema)).map(
          ({ group, order }) => `${String(group)} ${String(order)}`,
        )
        return new Set(places).size !== places.length
      }),
    spoiled: {
      first: { type: 'string', group: 'more', order: 7 },
      second: { type: 'string', group: 'more', order: 7 },
    },
  },
  {
    rule: 'test_nested_group: only fields at the top are in groups',
    problems: (form) =>
      placesWhere(form, ({ path, schema }) => 'group' in schema && path.split('.').length !== 2),
    spoiled: {
      limits: { type: 'object', properties: { rows: { type: 'integer', group: 'tuning' } } },
    },
  },
  {
    rule: 'test_display_type: dropdown or radio, for variants only',
    problems: (form) =>
      placesWhere(form, ({ schema }) => {
        const display = schema['display_type']
        if (display === undefined) return false
        return !('oneOf' in schema) || !['dropdown', 'radio'].includes(display as string)
      }),
    spoiled: { colour: { type: 'string', display_type: 'radio' } },
  },
  {
    rule: 'test_defined_refs_exist_in_json_spec_file: nothing refers to elsewhere',
    problems: (form) => placesWhere(form, ({ schema }) => '$ref' in schema),
    spoiled: { colour: { $ref: '#/definitions/colour' } },
  },
  {
    rule: 'test_additional_properties_is_true: a setting that was removed later breaks no connection',
    problems: (form) => placesWhere(form, forbidsMore),
    spoiled: {
      limits: {
        type: 'object',
        additionalProperties: false,
        properties: { a: { type: 'string' } },
      },
    },
  },
]

function forbidsMore({ schema }: Place): boolean {
  return (schema['additionalProperties'] ?? true) !== true
}

function hasDiscriminator(schema: Schema): boolean {
  const variants = schemasOf(schema['oneOf']).map(propertiesOf)
  const [first = {}] = variants
  const constants = Object.keys(first).filter((name) =>
    variants.every((variant) => variant[name]?.['const'] !== undefined),
  )
  return schema['type'] === 'object' && constants.length === 1
}

function holdsText(schema: Schema): boolean {
  return typesOf(schema).some((type) => ['string', 'integer', 'number'].includes(type as string))
}

function hasPlainItems({ items }: Schema): boolean {
  if (items === undefined || Array.isArray(items)) return items === undefined
  const { type, enum: values } = items as Schema
  return values !== undefined || ['object', 'string', 'number', 'integer'].includes(type as string)
}

/** Whether a field with a pattern takes the text. */
function accepts({ pattern }: Schema, text: string): boolean {
  return typeof pattern === 'string' && new RegExp(pattern).test(text)
}
