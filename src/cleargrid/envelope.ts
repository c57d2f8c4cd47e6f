import { ExchangeFailure, failureOfCode } from './failure'

type Json = Readonly<Record<string, unknown>>

/**
 * What the envelope of an answer with status 200 says against it; undefined: nothing. `code` mirrors
 * the HTTP status and `errors` is empty on success (Errors page of the documentation): a code other
 * than 200 is what that status is; errors beside a success contradict it. Absent members are no fault.
 */
export function envelopeFault({ code, errors, success }: Json): ExchangeFailure | undefined {
  const status = codeOf(code)
  if (status === undefined) return contradiction('a code that is no HTTP status')
  if (status !== 200) return failureOfCode(status)
  if (success === false || success === 'false')
    return contradiction('an error body with status 200')
  return saysErrors(errors) ? contradiction('errors in an answer with status 200') : undefined
}

/** 200 where there is none; undefined for what is no status. */
function codeOf(code: unknown): number | undefined {
  if (code === undefined || code === null) return 200
  const isNumeric = typeof code === 'number' || (typeof code === 'string' && code.trim() !== '')
  const status = isNumeric ? Number(code) : NaN
  return Number.isInteger(status) && status >= 100 && status <= 599 ? status : undefined
}

function saysErrors(errors: unknown): boolean {
  if (Array.isArray(errors)) return errors.length > 0
  if (typeof errors === 'object' && errors !== null) return Object.keys(errors).length > 0
  if (typeof errors === 'string') return errors.trim() !== ''
  return errors === true || (typeof errors === 'number' && errors !== 0)
}

function contradiction(what: string): ExchangeFailure {
  return new ExchangeFailure({ kind: 'malformed', what: `ClearGrid answered with ${what}` })
}
