import { reading } from '../support/read-stream'
import { counted, keysIn, minutes, pageOf, rowsIn, wordsOf } from '../support/walks'
import { tooMuchAsked } from '../support/failures'

const TOO_MUCH = tooMuchAsked()

describe('ClearGrid’s count', () => {
  test('that a window does not reach has it read a second time', async () => {
    const stream = reading((asked) =>
      pageOf(asked.index === 0 ? 'a@1' : 'a@1 b@2', null, counted(2)),
    )

    await stream.toTheEnd()

    expect(stream.windowsAsked()).toEqual(['0-60', '0-60'])
    expect(keysIn(stream.said)).toEqual(['a', 'b'])
  })

  test('is left alone for eight windows when it took too long, and then asked for again', async () => {
    const stream = reading(
      ({ includeTotal }) => {
        if (includeTotal === true) throw TOO_MUCH
        return pageOf('')
      },
      { windowMinutes: 5 },
    )

    await stream.toTheEnd()

    const withCount = stream.asked.map(({ includeTotal }) => includeTotal)
    expect(withCount.slice(0, 2)).toEqual([true, false])
    expect(withCount.indexOf(true, 1)).toBe(9)
  })

  test('and what was read make an estimate, told when it is news', async () => {
    const stream = reading((asked) => pageOf(rowsIn(asked, 2)), { windowMinutes: 20 })

    await stream.toTheEnd()

    expect(wordsOf(stream.said).filter((word) => word === 'ESTIMATE')).toHaveLength(1)
    expect(JSON.stringify(stream.said)).toContain('"row_estimate":6')
  })

  test('of what is looked through again is in no estimate', async () => {
    const stream = reading((asked) => pageOf(rowsIn(asked, 2)), {
      windowMinutes: 20,
      recheck: [minutes(60, 100)],
    })

    await stream.toTheEnd()

    expect(stream.windowsAsked()).toContain('60-80')
    expect(JSON.stringify(stream.said).match(/"row_estimate":\d+/g)).toEqual(['"row_estimate":6'])
  })
})
