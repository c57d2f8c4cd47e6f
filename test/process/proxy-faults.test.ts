import { CREDENTIALS, makeFolder, run, type Run } from '../support/connector'
import { createSockets } from '../support/sockets'

const folder = makeFolder()
const sockets = createSockets()
afterAll(async () => {
  await sockets.closeAll()
  folder.remove()
})

/** The connection test through a proxy; it ends, or the test does not. */
async function check(proxy: string, more: Record<string, string> = {}): Promise<Run> {
  const settings = { ...CREDENTIALS, base_url: 'https://cleargrid.test' }
  const config = folder.file('config.json', settings)
  return await run(['check', '--config', config], { HTTPS_PROXY: proxy, ...more })
}

const told = ({ messages }: Run): string => JSON.stringify(messages)

describe('the process ends whatever a proxy does', () => {
  test('it accepts and never answers', async () => {
    const port = await sockets.proxy(() => {})

    const answer = await check(`127.0.0.1:${port}`)

    expect(answer.code).toBe(0)
    expect(told(answer)).toContain('FAILED')
  })

  test('it drops every second line', async () => {
    let lines = 0
    const port = await sockets.proxy((socket) => {
      lines += 1
      if (lines % 2 === 0) socket.destroy()
    })

    const answer = await check(`http://user:100%sure@127.0.0.1:${port}`)

    expect(answer.code).toBe(0)
    expect(told(answer)).toContain('FAILED')
  })
})

test.each([407, 403])('a proxy that answers %d is named, and ClearGrid is not', async (status) => {
  const port = await sockets.proxy((socket) => socket.end(`HTTP/1.1 ${status} No\r\n\r\n`))

  const answer = await check(`http://127.0.0.1:${port}`)

  expect(told(answer)).toContain(`the proxy answered ${status}. Check HTTPS_PROXY`)
  expect(told(answer)).not.toContain('ClearGrid answered')
})

test('a proxy of a kind that cannot be used is named by its variable', async () => {
  const answer = await check('socks5://user:hush@127.0.0.1:1')

  expect([answer.code, answer.stderr]).toEqual([0, ''])
  expect(told(answer)).toContain('HTTPS_PROXY names a kind of proxy')
  expect(told(answer)).not.toContain('hush')
})

test('no secret is on stderr, whatever is to be debugged', async () => {
  const port = await sockets.proxy((socket) => socket.end('HTTP/1.1 502 No\r\n\r\n'))
  const secrets = ['hush', Buffer.from('user:hush').toString('base64'), CREDENTIALS.password]

  const answer = await check(`http://user:hush@127.0.0.1:${port}`, {
    DEBUG: '*',
    NODE_DEBUG: '*',
  })

  expect(answer.stderr).toContain('HTTP')
  for (const secret of secrets) {
    expect(answer.stderr).not.toContain(secret)
    expect(answer.stdout).not.toContain(secret)
  }
})
