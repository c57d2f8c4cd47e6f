import { generate } from 'selfsigned'
import { CREDENTIALS, makeFolder, run } from '../support/connector'
import { createSockets } from '../support/sockets'

const folder = makeFolder()
const sockets = createSockets()
afterAll(async () => {
  await sockets.closeAll()
  folder.remove()
})

const YEAR_MS = 366 * 24 * 3_600_000

/** What check says of a server whose certificate is trusted, as far as its issuer goes. */
async function checkUnder(host: string, notAfterDate: Date): Promise<string> {
  const pair = await generate([{ name: 'commonName', value: host }], {
    notBeforeDate: new Date(Date.now() - YEAR_MS),
    notAfterDate,
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: host }] }],
  })
  const port = await sockets.https(pair)
  const settings = { ...CREDENTIALS, base_url: `https://localhost:${port}` }
  const certificate = folder.file('ca.pem', pair.cert)

  const { stdout } = await run(['check', '--config', folder.file('config.json', settings)], {
    NODE_EXTRA_CA_CERTS: certificate,
  })
  return stdout
}

test('a certificate that has expired is told as such: no authority helps', async () => {
  const verdict = await checkUnder('localhost', new Date(Date.now() - YEAR_MS / 2))

  expect(verdict).toContain('FAILED')
  expect(verdict).toContain('(CERT_HAS_EXPIRED). Check the clock of this machine')
  expect(verdict).not.toContain('NODE_EXTRA_CA_CERTS')
})

test('a certificate of another host is told as such', async () => {
  const verdict = await checkUnder('other.example', new Date(Date.now() + YEAR_MS))

  expect(verdict).toContain('FAILED')
  expect(verdict).toContain('(ERR_TLS_CERT_ALTNAME_INVALID). Check base_url')
  expect(verdict).not.toContain('NODE_EXTRA_CA_CERTS')
})
