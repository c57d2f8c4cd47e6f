/** The members of a JSON object, before anybody has said what they mean. */
export type Members = Readonly<Record<string, unknown>>

/** Whether a value is a JSON object: neither null nor a list. */
export function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A member of an object; undefined where the value is no object, or has no such member. */
export function memberOf(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined
}

/** Whether a value is an object without any member. */
export function isEmptyObject(value: unknown): boolean {
  return isObject(value) && Object.keys(value).length === 0
}
