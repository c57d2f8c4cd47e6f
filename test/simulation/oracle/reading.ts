import type { SyncPlan } from '../sync'
import { asWritten } from '../model/row-text'
import { falseClaim, iso, punctualOf } from './claims'
import type { Due } from './due'
import type { Event } from './events'
import { BrokenPromise, type JudgedWorld } from './promise'
import type { Ledger, Warehouse } from './warehouse'

/** Reads a sync's lines in their order, as the platform does. */
export interface Reader {
  take(event: Event): void
  /** @throws BrokenPromise when records came after the last STATE of a stream. */
  isAccounted(stream: string): void
}

interface StreamReading {
  readonly ledger: Ledger
  readonly said: Set<string>
  readonly states: Set<string>
  lastState: string
  sinceState: number
  statesSeen: number
  unwritten: readonly Due[]
}

/** A stream with more rows has not each of its states held against all of them. */
const EACH_STATE_ROWS = 1_000

function isAmongLooked({ ledger, statesSeen }: StreamReading): boolean {
  return ledger.dataset.rows.size <= EACH_STATE_ROWS || statesSeen % 9 === 1
}

export function createReader(world: JudgedWorld, warehouse: Warehouse, plan: SyncPlan): Reader {
  const readings = new Map<string, StreamReading>()
  for (const [stream, ledger] of warehouse.ledgers) {
    const unwritten = punctualOf(ledger, plan)
    readings.set(stream, {
      ledger,
      said: new Set(),
      states: new Set(),
      lastState: '',
      sinceState: 0,
      statesSeen: 0,
      unwritten,
    })
  }
  const mayRepeat =
    world.isDisordered || plan.nature.ignoresFiltersWithCursor || plan.weather.loopAt !== undefined

  function readingOf(stream: string): StreamReading {
    const reading = readings.get(stream)
    if (reading === undefined) throw new BrokenPromise('talk', `nobody asked for ${stream}`)
    return reading
  }

  function takeRecord(event: Extract<Event, { type: 'RECORD' }>): void {
    const { stream, id, data, at } = event
    const reading = readingOf(stream)
    const { ledger, said } = reading
    const row = ledger.dataset.rows.get(id)
    const index = row?.versions.findLastIndex(
      ({ text, from }) => asWritten(text) === data && from <= at,
    )
    if (row === undefined || index === undefined || index === -1) {
      throw new BrokenPromise('values', `${stream} ${id} was never so: ${data.slice(0, 400)}`)
    }
    const isStale = (row.versions[index + 1]?.from ?? Infinity) <= plan.startsAt
    if (isStale)
      throw new BrokenPromise('values', `${stream} ${id} has not been so since before the sync`)
    const text = `${id} ${index}`
    if (said.has(text) && !mayRepeat) {
      throw new BrokenPromise('twice', `${stream} ${id} came twice in one sync, unchanged`)
    }
    said.add(text)
    reading.sinceState += 1
    for (const written of [ledger.written, ledger.refreshed]) {
      written.set(id, Math.max(index, written.get(id) ?? -1))
    }
    ledger.newest = Math.max(ledger.newest, row.versions[index]?.at ?? -Infinity)
  }

  function takeState(event: Extract<Event, { type: 'STATE' }>): void {
    const { stream, state, recordCount, at } = event
    const reading = readingOf(stream)
    const { ledger, states } = reading
    const text = JSON.stringify(state)
    const isRepeat = mayRepeat ? text === reading.lastState : states.has(text)
    if (isRepeat) throw new BrokenPromise('states', `two equal STATEs of ${stream}: ${text}`)
    if ('id' in state) throw new BrokenPromise('states', 'a state has a member called id')
    states.add(text)
    reading.lastState = text
    if (recordCount !== reading.sinceState) {
      const how = `a STATE of ${stream} counts ${recordCount} of ${reading.sinceState} records`
      throw new BrokenPromise('states', how)
    }
    reading.sinceState = 0
    reading.statesSeen += 1
    // Where rows come out of order, nobody knows of a row that is still to come.
    const isLooked = !world.isDisordered && isAmongLooked(reading)
    const fault = isLooked ? falseClaim(state, reading.unwritten, ledger, plan, at) : undefined
    if (fault !== undefined) {
      throw new BrokenPromise('false progress', `a STATE of ${stream} at ${iso(at)}: ${fault}`)
    }
    ledger.state = state
  }

  return {
    take: (event) => {
      if (event.type === 'RECORD') takeRecord(event)
      if (event.type === 'STATE') takeState(event)
    },
    isAccounted: (stream) => {
      const { sinceState, statesSeen } = readingOf(stream)
      if (statesSeen === 0) throw new BrokenPromise('states', `${stream} ended without a STATE`)
      if (sinceState > 0)
        throw new BrokenPromise('states', `${sinceState} records after the last STATE`)
    },
  }
}
