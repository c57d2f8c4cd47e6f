/** Where one ClearGrid answers. No trailing slash. */
export interface Hosts {
  /** Login and refresh live here, outside `/admin/v3`. */
  readonly auth: string
  /** The exports live below this. */
  readonly data: string
}

const HOSTS = {
  production: 'https://v3-api.cleargrid.ai',
  staging: 'https://stage-v3-api.cleargrid.ai',
} as const

/** The hosts of a ClearGrid environment, or of another base URL with the same paths. */
export function hostsFor(where: keyof typeof HOSTS | URL): Hosts {
  const base = (typeof where === 'string' ? HOSTS[where] : where.href).replace(/\/+$/, '')
  return { auth: base, data: `${base}/admin/v3` }
}

/** What belongs to a lender. @param path without a leading slash. */
export function lenderUrl({ data }: Hosts, lenderPublicId: string, path: string): string {
  return `${data}/lenders/${encodeURIComponent(lenderPublicId)}/${path}`
}

/** Whether a host name can only mean this machine. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)
}
