/**
 * The type of the values that a JSON Schema accepts, for a schema written `as const`: a shape is
 * written once. It knows what our own schemas use; what it does not know is `unknown`.
 */
export type FromSchema<S> = S extends { readonly const: infer Value }
  ? Value
  : S extends { readonly enum: readonly (infer Value)[] }
    ? Value
    : S extends { readonly type: 'array'; readonly items: infer Item }
      ? readonly FromSchema<Item>[]
      : S extends { readonly properties: infer Properties; readonly required: readonly (infer R)[] }
        ? FromProperties<Properties, R>
        : S extends { readonly type: keyof Simple }
          ? Simple[S['type']]
          : unknown

interface Simple {
  readonly string: string
  readonly integer: number
  readonly boolean: boolean
}

type FromProperties<Properties, Required> = {
  readonly [Name in keyof Properties as Name extends Required ? Name : never]: FromSchema<
    Properties[Name]
  >
} & {
  readonly [Name in keyof Properties as Name extends Required ? never : Name]?: FromSchema<
    Properties[Name]
  >
}
