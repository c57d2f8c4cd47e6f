import { MINUTE_MS } from '../../src/time/instant'
import { tooMuchAsked } from '../support/failures'
import { reading } from '../support/read-stream'
import { pageOf, rowsIn, statesIn } from '../support/walks'

const TOO_MUCH = tooMuchAsked()

describe('a stream of which nothing has been answered for fifty minutes is given up', () => {
  /** Each request takes half an hour and is too much, but for those that are answered. */
  const slow = async (isAnswered: (index: number) => boolean) => {
    let nowMs = 0
    const stream = reading(
      (asked) => {
        nowMs += 30 * MINUTE_MS
        if (isAnswered(asked.index)) return pageOf(rowsIn(asked))
        throw TOO_MUCH
      },
      { elapsedMs: () => nowMs },
    )
    await stream.toTheEnd()
    return stream
  }

  test('though it could be asked for less', async () => {
    const { asked, failures } = await slow(() => false)

    expect(failures).toHaveLength(1)
    expect(asked.length).toBeLessThan(6)
  })

  test('but each page begins that time anew', async () => {
    const { failures, said } = await slow((index) => index % 2 === 1)

    expect(failures).toEqual([])
    expect(statesIn(said).at(-1)).not.toHaveProperty('unfinished')
  })
})
