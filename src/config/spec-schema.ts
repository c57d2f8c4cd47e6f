import { loadSpec } from '../schemas'

/** The part of spec.json that the settings are checked against. */
export interface SpecSchema {
  readonly required: readonly string[]
  readonly properties: Readonly<Record<string, SpecField>>
}

export interface SpecField {
  readonly pattern_descriptor?: string
  readonly airbyte_secret?: boolean
  readonly default?: unknown
  readonly maximum?: number
}

export function specSchema(): SpecSchema {
  return loadSpec()['connectionSpecification'] as SpecSchema
}
