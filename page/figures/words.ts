const COUNT = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })
const SHARE = new Intl.NumberFormat('en-US', {
  style: 'percent',
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
})
const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' })
const DAY = new Intl.DateTimeFormat('en-GB', {
  ...{ day: 'numeric', month: 'short', year: 'numeric' },
  timeZone: 'UTC',
})

/** `12,345` */
export function countText(count: number): string {
  return COUNT.format(count)
}

/** `12,345 calls`, `1 call` */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${countText(count)} ${count === 1 ? singular : plural}`
}

/** `34.5%`; a dash where there is none. A share that is not quite 0 or 1 never reads as if it were. */
export function shareText(share: number | null): string {
  if (share === null) return '–'
  if (share > 0 && share < 0.0005) return 'under 0.1%'
  if (share < 1 && share >= 0.9995) return 'over 99.9%'
  return SHARE.format(share)
}

/** `May 2026`, of any day in it. */
export function monthText(day: string): string {
  return MONTH.format(new Date(day))
}

/** `1 May 2026` */
export function dayText(day: string): string {
  return DAY.format(new Date(day))
}

/** `SMS`, `WhatsApp`, `Call`: ClearGrid's words, in whatever case, as people write them. */
export function channelText(channel: string): string {
  const known: Readonly<Record<string, string>> = { sms: 'SMS', whatsapp: 'WhatsApp' }
  const small = channel.toLowerCase()
  return known[small] ?? small.charAt(0).toUpperCase() + small.slice(1)
}
