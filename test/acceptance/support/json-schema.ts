/** A JSON Schema, or a part of one that is a schema itself. */
export type Schema = Readonly<Record<string, unknown>>

/** A schema inside a schema, and where it is. */
export interface Place {
  /** `properties.lender`; empty for the schema as a whole. */
  readonly path: string
  /** The property's name; undefined for items, variants and the whole. */
  readonly name: string | undefined
  readonly schema: Schema
}

/** All schemas in a schema, itself first. The names of properties are never taken for keywords. */
export function placesIn(schema: Schema, path = '', name?: string): readonly Place[] {
  return [
    { path, name, schema },
    ...Object.entries(propertiesOf(schema)).flatMap(([key, inner]) =>
      placesIn(inner, join(path, `properties.${key}`), key),
    ),
    ...['items', 'oneOf', 'anyOf', 'allOf'].flatMap((keyword) =>
      schemasOf(schema[keyword]).flatMap((inner, index) =>
        placesIn(inner, join(path, `${keyword}.${index}`)),
      ),
    ),
  ]
}

export function propertiesOf(schema: Schema): Readonly<Record<string, Schema>> {
  const properties: unknown = schema['properties']
  return isSchema(properties) ? (properties as Readonly<Record<string, Schema>>) : {}
}

/** The variants of a oneOf, the schema or schemas of items. */
export function schemasOf(value: unknown): readonly Schema[] {
  if (Array.isArray(value)) return value.filter(isSchema)
  return isSchema(value) ? [value] : []
}

export function typesOf(schema: Schema): readonly unknown[] {
  const type: unknown = schema['type']
  if (type === undefined) return []
  return Array.isArray(type) ? type : [type]
}

/** One problem for each place at which `isWrong`. */
export function placesWhere(schema: Schema, isWrong: (place: Place) => boolean): string[] {
  return placesIn(schema)
    .filter(isWrong)
    .map(({ path }) => (path === '' ? 'the whole' : path))
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function join(path: string, step: string): string {
  return path === '' ? step : `${path}.${step}`
}
