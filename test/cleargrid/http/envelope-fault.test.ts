import { ExchangeFailure } from '../../../src/cleargrid/http/failure'
import { createPageReader } from '../../../src/cleargrid/page/read-page'
import { createScanMemory } from '../../../src/cleargrid/page/scan-page'
import { parsePage } from '../../../src/cleargrid/page/parse-page'
import { envelope } from '../../support/answers'
import { FORMAT } from '../../support/rows'

const readers = {
  scanned: createPageReader(FORMAT, createScanMemory()),
  parsed: (body: Buffer) => parsePage(body, FORMAT),
}

describe.each(['scanned', 'parsed'] as const)(
  'a status in the envelope is that status: %s',
  (way) => {
    const kindOf = (more: object, body: object = {}): unknown => {
      try {
        readers[way](Buffer.from(JSON.stringify(envelope(body, more))))
      } catch (thrown) {
        if (thrown instanceof ExchangeFailure) return thrown.kind
        throw thrown
      }
      return 'accepted'
    }
    test.each([
      [{ errors: ['db down'] }, 'malformed'],
      [{ error: 'db down' }, 'malformed'],
      [{ code: 500 }, 'server'],
      [{ success: false }, 'malformed'],
      [{ code: 'D21', status: 'ready', errors: [] }, 'accepted'],
    ])('%j in the body: %s', (body, expected) => {
      expect(kindOf({}, body)).toBe(expected)
    })
    test.each([
      [{ code: 200, errors: [] }, 'accepted'],
      [{ code: '200', errors: null }, 'accepted'],
      [{ code: null, errors: {} }, 'accepted'],
      [{ errors: '' }, 'accepted'],
      [{ code: 401 }, 'unauthorized'],
      [{ code: '401' }, 'unauthorized'],
      [{ code: 403 }, 'rejected'],
      [{ code: 404 }, 'rejected'],
      [{ code: 429 }, 'overloaded'],
      [{ code: '503' }, 'overloaded'],
      [{ code: 504 }, 'gateway-timeout'],
      [{ code: 500, success: false }, 'server'],
      [{ code: 302 }, 'redirected'],
      [{ code: 204 }, 'malformed'],
      [{ code: 0 }, 'malformed'],
      [{ code: 'E_DB' }, 'malformed'],
      [{ code: true }, 'malformed'],
      [{ errors: ['db down'] }, 'malformed'],
      [{ code: 200, errors: { db: 'down' } }, 'malformed'],
      [{ errors: 'db down' }, 'malformed'],
      [{ errors: true }, 'malformed'],
      [{ success: false }, 'malformed'],
      [{ success: 0 }, 'malformed'],
      [{ success: 'False' }, 'malformed'],
      [{ success: true, ok: 1, status: 'success' }, 'accepted'],
      [{ success: null, error: null, status: 'OK' }, 'accepted'],
      [{ ok: false }, 'malformed'],
      [{ status: 'error' }, 'malformed'],
      [{ status: false }, 'malformed'],
      [{ status: 200, statusCode: 200 }, 'accepted'],
      [{ status: 500 }, 'server'],
      [{ statusCode: '503' }, 'overloaded'],
      [{ status_code: 401 }, 'unauthorized'],
      [{ error: 'db down' }, 'malformed'],
      [{ error: { reason: 'db down' } }, 'malformed'],
      [{ error: false }, 'accepted'],
    ])('%j: %s', (more, expected) => {
      expect(kindOf(more)).toBe(expected)
    })
  },
)
