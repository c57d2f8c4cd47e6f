import { BlockList, isIP } from 'node:net'

/**
 * Whether NO_PROXY keeps a host away from the proxy, as curl and Go read it: entries parted by
 * commas or blanks; `*` is all hosts; a domain covers its subdomains, with or without a leading dot
 * or `*.`; an address or a range (CIDR) covers hosts that are written as addresses; `:port` narrows
 * an entry to one port. Malformed entries match nothing.
 */
export function isExcepted({ hostname, port, protocol }: URL, noProxy: string): boolean {
  const host = hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase()
  const ownPort = port === '' ? (protocol === 'https:' ? '443' : '80') : port
  return noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => covers(entry, host, ownPort))
}

function covers(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true
  if (entry.includes('/')) return isInRange(host, entry)
  const { name, port: wanted } = partsOf(entry)
  if (wanted !== undefined && wanted !== port) return false
  if (isIP(name) !== 0) return isInRange(host, `${name}/${isIP(name) === 4 ? 32 : 128}`)
  const domain = name.replace(/^\*?\./, '').replace(/\.$/, '')
  // The end of an IP address is not a domain.
  if (domain === '' || isIP(host) !== 0) return false
  return host === domain || host.endsWith(`.${domain}`)
}

/** An IPv6 address has colons of its own: a port follows only after brackets. */
function partsOf(entry: string): { name: string; port: string | undefined } {
  const bracketed = /^\[([^\]]*)\](?::(\d+))?$/.exec(entry)
  if (bracketed !== null) return { name: bracketed[1] ?? '', port: bracketed[2] }
  if (isIP(entry) === 6) return { name: entry, port: undefined }
  const withPort = /^([^:]*):(\d+)$/.exec(entry)
  return { name: withPort?.[1] ?? entry, port: withPort?.[2] }
}

/** @param range an address, a slash, and how many of its bits count. */
function isInRange(host: string, range: string): boolean {
  const [network = '', bits = ''] = range.split('/')
  const version = isIP(network)
  if (version === 0 || isIP(host) !== version || !/^\d{1,3}$/.test(bits)) return false
  if (Number(bits) > (version === 4 ? 32 : 128)) return false
  const family = version === 4 ? 'ipv4' : 'ipv6'
  const list = new BlockList()
  list.addSubnet(network, Number(bits), family)
  return list.check(host, family)
}
