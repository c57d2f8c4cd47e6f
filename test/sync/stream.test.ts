import { CrashedError, type EndOfWorkError, StoppedError, SystemError } from '../../src/errors'
import { ReaderGoneError } from '../../src/protocol/writer'
import { gate, settled } from '../support/read-stream'
import { HORIZON, OWN, running } from '../support/running'
import { stateWith } from '../support/states'
import { instantAt, keysIn, minutes, pageOf, statesIn, STREAM, wordsOf } from '../support/walks'

test('a stream begins, is read, says its last STATE and what it cost, and is complete', async () => {
  const { run, said, logs, ends, begin, walk } = running(() => pageOf(''))

  await begin()
  await walk()

  expect(wordsOf(said)).toEqual(['STARTED', 'STATE', 'STATE', 'RUNNING', 'COMPLETE'])
  expect(statesIn(said).at(-1)).toMatchObject({ of: OWN })
  expect(logs.join()).toContain(`INFO ${STREAM.name}: 0 rows written; 1 page in 1 window`)
  expect(ends).toEqual([{ stream: STREAM.name, requests: 1, retries: 0, seconds: 0 }])
  expect(run().hasFailed).toBe(false)
})

test('a stream with nothing to read is complete at once, with its STATE', async () => {
  const { said, begin, windowsAsked } = running(() => pageOf(''), { horizon: instantAt(0) })

  await begin()

  expect(wordsOf(said)).toEqual(['STARTED', 'STATE', 'RUNNING', 'COMPLETE'])
  expect(windowsAsked()).toEqual([])
})

test('it ends once, when the last of its walks has come to rest', async () => {
  const { opened, open } = gate()
  const { run, said, begin, walk } = running(
    async ({ window }) => {
      if (window.since === instantAt(0)) await opened
      return pageOf('')
    },
    { windowMinutes: 30 },
  )
  await begin()

  const slow = walk()
  await walk()
  await settled()
  expect(run().walksInFlight).toBe(1)
  expect(wordsOf(said)).not.toContain('COMPLETE')
  open()
  await slow

  expect(run().walksInFlight).toBe(0)
  expect(wordsOf(said).filter((word) => word === 'COMPLETE')).toHaveLength(1)
})

test('two windows that fail are one TRACE ERROR; the log tells the other, and it ends INCOMPLETE', async () => {
  const { run, said, logs, begin, walk } = running(
    ({ index }) => {
      throw new SystemError(`failure ${index}`)
    },
    { windowMinutes: 30 },
  )

  await begin()
  await walk()
  await walk()

  expect(wordsOf(said).filter((word) => word === 'ERROR')).toHaveLength(1)
  expect(JSON.stringify(said)).toContain('failure 0')
  expect(logs).toContain('WARN Set aside as well. failure 1')
  expect(wordsOf(said).at(-1)).toBe('INCOMPLETE')
  expect(wordsOf(said)).not.toContain('COMPLETE')
  expect(run().hasFailed).toBe(true)
})

describe('what ends the whole sync is nobody’s failure', () => {
  test.each<[string, EndOfWorkError]>([
    ['being told to stop', new StoppedError()],
    ['a crash elsewhere', new CrashedError(new Error('boom'))],
    ['a reader that has gone', new ReaderGoneError()],
  ])('%s', async (_, reason) => {
    const stop = new AbortController()
    const { run, said, begin, walk } = running(() => {
      throw reason
    })
    await begin()
    if (!(reason instanceof ReaderGoneError)) stop.abort(reason)

    await expect(walk(stop.signal)).rejects.toBe(reason)
    await run().stop()

    expect(run().hasFailed).toBe(false)
    expect(run().walksInFlight).toBe(0)
    expect(wordsOf(said)).toEqual(['STARTED', 'STATE'])
    expect(statesIn(said).at(-1)).toMatchObject({ unfinished: { mode: 'incremental' } })
  })
})

test('a stream that has ended says nothing when the sync is stopped, or when a pause comes late', async () => {
  const { run, said, begin, walk } = running(() => pageOf(''))
  await begin()
  await run().announcePause(HORIZON)
  expect(wordsOf(said)).toEqual(['STARTED', 'RUNNING'])
  await walk()
  const words = wordsOf(said).length

  await run().announcePause(HORIZON)
  await run().stop()

  expect(wordsOf(said)).toHaveLength(words)
})

describe('a state that lies beyond the end of the sync', () => {
  const future = stateWith({
    since: instantAt(0),
    read: [minutes(0, 1e6)],
    newest: instantAt(1e6),
    settled: instantAt(1e6),
    unfinished: undefined,
  })

  test('comes back as it came: nothing is asked for', async () => {
    const { said, logs, begin, windowsAsked } = running(() => pageOf('a@1'), { before: future })

    await begin()

    expect(windowsAsked()).toEqual([])
    expect(statesIn(said)).toEqual([{ as: 'it came' }])
    expect(wordsOf(said)).toEqual(['STARTED', 'STATE', 'RUNNING', 'COMPLETE'])
    expect(logs.join()).toContain('nothing is asked for: its state lies at or after the end')
  })

  test('is no matter to a full refresh', async () => {
    const given = { before: future, syncMode: 'full_refresh' } as const
    const { said, begin, walk } = running(() => pageOf('a@1'), given)

    await begin()
    await walk()

    expect(keysIn(said)).toEqual(['a'])
  })
})

test('a full refresh goes on from a state of its own, and from nobody else’s', async () => {
  const half = stateWith({
    since: instantAt(0),
    read: [minutes(0, 30)],
    newest: instantAt(30),
    settled: HORIZON,
    unfinished: 'full_refresh',
  })
  const own = running(() => pageOf(''), { before: { ...half, of: OWN }, syncMode: 'full_refresh' })
  const foreign = running(() => pageOf(''), {
    before: { ...half, of: 'another' },
    syncMode: 'full_refresh',
  })

  for (const one of [own, foreign]) {
    await one.begin()
    await one.walk()
  }

  expect(own.windowsAsked()).toEqual(['30-60'])
  expect(foreign.windowsAsked()).toEqual(['0-60'])
})
