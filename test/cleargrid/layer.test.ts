import { layered, type Layer, type Send } from '../../src/cleargrid/layer'

const request = { method: 'GET', url: 'u', headers: {}, deadlineMs: 1 } as const

test('the first layer sees a call first, and its outcome last', async () => {
  const seen: string[] = []
  const named =
    (name: string): Layer =>
    (next) =>
    async (call) => {
      seen.push(`${name} asks`)
      const result = await next(call)
      seen.push(`${name} has it`)
      return result
    }
  const once: Send = async ({ read, request: { url } }) => {
    seen.push(`sent ${url}`)
    return await Promise.resolve(read({ status: 200, headers: {}, body: Buffer.from('x') }))
  }
  const send = layered([named('outer'), named('inner')], once)

  const result = await send({
    purpose: { action: 'Trying' },
    request,
    read: ({ body }) => body.length,
  })

  expect(result).toBe(1)
  expect(seen).toEqual(['outer asks', 'inner asks', 'sent u', 'inner has it', 'outer has it'])
})
