import type { LocalTime } from './local-time'
import { instantOf, textIn, type Row } from './records'
import { countOf, grouped, per, type Figures } from './tallies'

/** D22, read by our own rules for the words that the sandbox uses. */
export interface Thread {
  readonly platform: string
  readonly purpose: string
  readonly direction: string
  readonly begunBy: string
  readonly status: string
  readonly code: string
  readonly detail: string
  readonly local: LocalTime
}

export function threadOf(row: Row, local: (instant: number) => LocalTime): Thread {
  const delivery = row['delivery_status'] as Row
  return {
    platform: (textIn(row, 'platform') ?? 'none').toLowerCase(),
    purpose: textIn(row, 'purpose') ?? 'none',
    direction: (textIn(row, 'type') ?? 'none').toLowerCase(),
    begunBy: textIn(row, 'by') ?? 'none',
    status: textIn(delivery, 'status') ?? 'none',
    code: textIn(delivery, 'code') ?? 'none',
    detail: textIn(delivery, 'error_detail') ?? 'none',
    local: local(instantOf(row['created_at'])),
  }
}

const isFailed = ({ status }: Thread): boolean => ['FAILED', 'BOUNCED'].includes(status)
const isDelivered = ({ status }: Thread): boolean => ['DELIVERED', 'READ'].includes(status)
const isOutbound = ({ direction }: Thread): boolean => direction === 'outbound'
const monthOf = ({ local: { month }, platform }: Thread): Figures => ({ month, platform })

export function deliveryHealth(threads: readonly Thread[]): Figures[] {
  return grouped(threads.filter(isOutbound), monthOf).map(([key, members]) => {
    const delivered = countOf(members, isDelivered)
    const failed = countOf(members, isFailed)
    const pending = countOf(members, ({ status }) => status === 'SENT')
    return {
      ...{ ...key, threads_sent: members.length, delivered, failed, pending },
      delivered_per_thread_sent: per(delivered, members.length),
      failed_per_thread_sent: per(failed, members.length),
      pending_per_thread_sent: per(pending, members.length),
    }
  })
}

export function deliveryFailures(threads: readonly Thread[]): Figures[] {
  return grouped(threads.filter(isOutbound), monthOf).flatMap(([month, sent]) => {
    const keyOf = ({ status, code, detail }: Thread): Figures => ({
      ...{ ...month, delivery_status: status.toLowerCase(), code, error_detail: detail },
    })
    return grouped(sent.filter(isFailed), keyOf).map(([key, members]) => ({
      ...{ ...key, threads: members.length },
      threads_per_thread_sent: per(members.length, sent.length),
    }))
  })
}

export function engagement(threads: readonly Thread[]): Figures[] {
  return grouped(threads, monthOf).map(([key, members]) => {
    const sent = members.filter(isOutbound)
    const delivered = countOf(sent, isDelivered)
    const read = countOf(sent, ({ status }) => status === 'READ')
    const begun = members.length - sent.length
    return {
      ...{ ...key, threads_sent: sent.length, threads_delivered: delivered, threads_read: read },
      threads_begun_by_borrower: begun,
      read_per_thread_sent: per(read, sent.length),
      read_per_thread_delivered: per(read, delivered),
      begun_by_borrower_per_thread_sent: per(begun, sent.length),
    }
  })
}

export function threadVolume(threads: readonly Thread[]): Figures[] {
  const keyOf = ({ local: { week }, platform, purpose, direction, begunBy }: Thread): Figures => ({
    ...{ week, platform, purpose, direction, begun_by: begunBy },
  })
  return grouped(threads, keyOf).map(([key, members]) => ({ ...key, threads: members.length }))
}
