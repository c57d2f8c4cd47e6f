import { Refusal } from './answer'
import type { SandboxDataset } from './datasets'
import type { DatasetQuery } from './query'

/**
 * What a lender's name asks of the sandbox, for people who want to see what failures look like.
 * Each is a part of the name after a dot, as in `acme-finance.with-d24.429`:
 *
 * - `with-d24`: that reserved dataset is open;
 * - `403-d07`, `404-d07`, `500-d07`: that dataset is answered so, always;
 * - `429`: every fourth request for a page comes too early, and is to be made a second later;
 * - `504`: a window of more than a week is too much to answer in time.
 */
const SWITCH = /^(?:with-d\d\d|(?:403|404|500)-d\d\d|429|504)$/i

/** The lender that a name means, and the switches after it. */
export function switchesIn(name: string): { lender: string; switches: string[] } {
  const [lender = '', ...parts] = name.split('.')
  const rest = parts.filter((part) => !SWITCH.test(part))
  const switches = parts.filter((part) => SWITCH.test(part)).map((part) => part.toLowerCase())
  return { lender: [lender, ...rest].join('.'), switches }
}

/** The reserved datasets that are open: those of the sandbox, and those of the lender's name. */
export function openedBy(switches: readonly string[], opened: readonly string[]): Set<string> {
  const named = switches.flatMap((one) => /^with-(d\d\d)$/.exec(one)?.slice(1) ?? [])
  return new Set([...opened, ...named].map((code) => code.toUpperCase()))
}

/** @throws Refusal where a switch says no to a dataset. */
export function refuseDataset(switches: readonly string[], code: string): void {
  for (const one of switches) {
    const [status = '', of] = one.split('-')
    if (of?.toUpperCase() !== code || status === 'with') continue
    throw new Refusal(Number(status), `The sandbox was asked to answer ${status} for ${code}.`)
  }
}

const WEEK_MS = 7 * 24 * 60 * 60_000

/** @param index of the request. @throws Refusal where a switch says no to a request for a page. */
export function refusePage(
  switches: readonly string[],
  { since = -Infinity, until = Infinity }: DatasetQuery,
  index: number,
): void {
  if (switches.includes('429') && index % 4 === 3) {
    throw new Refusal(429, 'Too many requests.', { 'retry-after': '1' })
  }
  if (switches.includes('504') && until - since > WEEK_MS)
    throw new Refusal(504, 'Gateway Time-out')
}

/** A dataset as the catalog shows it. */
export function catalogOf(datasets: readonly SandboxDataset[]): object {
  const codes = [...new Set(datasets.map(({ section }) => section))]
  const sections = codes.map((code) => ({
    code,
    datasets: datasets
      .filter(({ section }) => section === code)
      .map(({ code: dataset, cursorField, available }) => ({
        code: dataset,
        cursorField,
        available,
      })),
  }))
  return { sections }
}
