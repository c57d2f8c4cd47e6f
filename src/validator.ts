import Ajv, { type Options } from 'ajv'

/**
 * An ajv that tells all faults of a value. It takes schemas as right, and so does not compile the
 * schema of schemas, which would be the dearest part of a short run: ours are checked by the tests.
 */
export function createAjv(options: Options = {}): Ajv {
  return new Ajv({ allErrors: true, meta: false, validateSchema: false, ...options })
}
