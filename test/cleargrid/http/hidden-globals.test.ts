import { createTransport } from '../../../src/cleargrid/http/transport'

test('what axios must not look at while it is loaded is there again afterwards', () => {
  createTransport('http://127.0.0.1').close()

  expect([typeof fetch, typeof FormData, typeof Request]).toEqual([
    ...['function', 'function', 'function'],
  ])
})
