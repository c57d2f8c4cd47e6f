import type { Environment } from '../../runtime'
import { ExchangeFailure } from './failure'
import { isLoopback } from './hosts'
import { isExcepted } from './no-proxy'

/** The proxy that requests go through. */
export interface Proxy {
  readonly isSecure: boolean
  readonly host: string
  readonly port: number
  /** The Proxy-Authorization header: a secret. */
  readonly authorization: string | undefined
}

const VARIABLES = ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'] as const

/**
 * The proxy that the environment names for `url`, as curl and Go read it: HTTPS_PROXY, else
 * ALL_PROXY; lower case wins; without a scheme it is http; NO_PROXY excepts hosts. Undefined: none.
 * HTTP_PROXY is for plain http, which is spoken to loopback only; and that is never proxied.
 * @throws ExchangeFailure that names the variable, never its value.
 */
export function proxyFor(url: URL, environment: Environment): Proxy | undefined {
  if (url.protocol !== 'https:' || isLoopback(url.hostname)) return undefined
  const valueOf = (name: string): string => environment[name]?.trim() ?? ''
  const noProxy = ['no_proxy', 'NO_PROXY'].map(valueOf).find((value) => value !== '') ?? ''
  if (isExcepted(url, noProxy)) return undefined
  const variable = VARIABLES.find((name) => valueOf(name) !== '')
  return variable === undefined ? undefined : parse(valueOf(variable), variable)
}

/** A host name or address as URL normalises it: other alphabets are in Punycode. */
const HOST = /^(\[[\da-f:.]+\]|[\w.-]+)$/i

const SCHEME = /^([a-z][a-z0-9+.-]*):\/\//i

function parse(value: string, variable: string): Proxy {
  const scheme = SCHEME.exec(value)?.[1]?.toLowerCase() ?? 'http'
  const rest = value.replace(SCHEME, '')
  if (scheme !== 'http' && scheme !== 'https') throw otherKind(variable)
  // A password may hold any character unescaped: everything before the last @ is the user and
  // password.
  const at = rest.lastIndexOf('@')
  const place = `${scheme}://${rest.slice(at + 1)}`
  if (!URL.canParse(place)) throw noUrl(variable)
  const { hostname, port } = new URL(place)
  const authority = rest.slice(at + 1).split('/', 1)[0] ?? ''
  // Quotes stay where a file of variables is read as it is; `http:/host` names a host `http`.
  if (!HOST.test(hostname) || authority.endsWith(':')) throw noUrl(variable)
  return {
    isSecure: scheme === 'https',
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (scheme === 'https' ? 443 : 80) : Number(port),
    authorization: at === -1 ? undefined : basic(rest.slice(0, at)),
  }
}

function basic(user: string): string {
  const colon = user.indexOf(':')
  const name = colon === -1 ? user : user.slice(0, colon)
  const password = colon === -1 ? '' : user.slice(colon + 1)
  const bytes = Buffer.concat([decoded(name), Buffer.from(':'), decoded(password)])
  return `Basic ${bytes.toString('base64')}`
}

/** Percent signs that start no escape are literal. */
function decoded(text: string): Buffer {
  const parts = text.split(/(%[0-9a-f]{2})/i)
  return Buffer.concat(
    parts.map((part, index) =>
      index % 2 === 1 ? Buffer.from(part.slice(1), 'hex') : Buffer.from(part),
    ),
  )
}

function noUrl(variable: string): ExchangeFailure {
  const what = `${variable} is not the address of a proxy`
  return new ExchangeFailure({ kind: 'proxy-no-address', what })
}

function otherKind(variable: string): ExchangeFailure {
  const what = `${variable} names a kind of proxy that this connector cannot use`
  return new ExchangeFailure({ kind: 'proxy-of-another-kind', what })
}
