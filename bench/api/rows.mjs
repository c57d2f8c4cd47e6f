/**
 * N rows of one dataset, evenly spaced in `[startMs, endMs)`, none of which is kept: a page is a
 * stretch of a ring of prepared texts, with each row's own id and timestamps written into it.
 */
export function createRows({ code, texts, times }, { rows, startMs, endMs }) {
  const ring = ringOf(texts)
  const stepMs = (endMs - startMs) / rows
  const instantOf = (index) => startMs + Math.floor(index * stepMs)
  const lagsMs = times.map((lagOf) => texts.map((_, at) => lagOf(at / texts.length)))
  const middle = Buffer.from(`${code.slice(1)}c1ea69`)
  const putInstant = instantWriter()

  /** The first row at or after an instant: `rows` when there is none. */
  function indexAt(instantMs) {
    let index = Math.min(Math.max(Math.ceil((instantMs - startMs) / stepMs), 0), rows)
    while (index > 0 && instantOf(index - 1) >= instantMs) index -= 1
    while (index < rows && instantOf(index) < instantMs) index += 1
    return index
  }

  function stamp(page, at, index) {
    const slot = index % texts.length
    const instant = instantOf(index)
    putHex(page, at + ID_AT, Math.floor(instant / 1000))
    page.set(middle, at + ID_AT + 8)
    putHex(page, at + ID_AT + 16, index)
    // The row's end, and back over `","updated_at":"2026-05-19T09:33:01.118Z"}` and the like.
    const end = at + ring.lengths[slot]
    for (let nth = 0; nth < times.length; nth += 1) {
      putInstant(page, end - ring.fromEnd[nth], instant + lagsMs[nth][slot])
    }
  }

  /** Rows `[from, until)` as JSON, commas between them, after a head and before a tail. */
  function page(from, until, head, tail) {
    const spans = ring.spans(from, until)
    const bytes = spans.reduce((sum, [begin, end]) => sum + end - begin, 0)
    const body = Buffer.allocUnsafe(head.length + Math.max(bytes - 1, 0) + tail.length)
    head.copy(body, 0)
    let at = head.length
    for (const [begin, end] of spans) at += ring.buffer.copy(body, at, begin, end)
    at = head.length
    for (let index = from; index < until; index += 1) {
      stamp(body, at, index)
      at += ring.lengths[index % texts.length]
    }
    // Over the comma behind the last row.
    tail.copy(body, body.length - tail.length)
    return body
  }

  return { rows, indexAt, page }
}

const ID_AT = '{"public_id":"'.length
const INSTANT_LENGTH = '2026-05-19T09:31:20.000Z'.length

/** The texts end to end, each with a comma behind it, and where each begins. */
function ringOf(texts) {
  const parts = texts.map((text) => Buffer.from(`${text},`))
  const lengths = Int32Array.from(parts, ({ length }) => length)
  const begins = new Int32Array(parts.length + 1)
  lengths.forEach((length, at) => (begins[at + 1] = begins[at] + length))
  return {
    buffer: Buffer.concat(parts),
    lengths,
    fromEnd: instantsFromEnd(`${texts[0]},`),
    /** The stretches of the buffer that rows `[from, until)` come from. */
    spans: (from, until) => {
      const spans = []
      for (let next = from; next < until;) {
        const slot = next % parts.length
        const count = Math.min(parts.length - slot, until - next)
        spans.push([begins[slot], begins[slot + count]])
        next += count
      }
      return spans
    },
  }
}

/** How far from a row's end each of its timestamps begins; the same in all rows of a dataset. */
function instantsFromEnd(text) {
  const places = [...text.matchAll(/0000-00-00T00:00:00\.000Z/g)].map(({ index }) => index)
  return places.map((index) => text.length - index)
}

const HEX = Buffer.from('0123456789abcdef')

/** A number as eight digits. */
function putHex(page, at, number) {
  for (let digit = 7; digit >= 0; digit -= 1) {
    page[at + digit] = HEX[number & 15]
    number >>>= 4
  }
}

/** Writes an ISO instant with milliseconds. Remembers the day, which seldom changes. */
function instantWriter() {
  let day = NaN
  const text = Buffer.alloc(INSTANT_LENGTH)
  return (page, at, instantMs) => {
    const today = Math.floor(instantMs / 86_400_000)
    if (today !== day) {
      day = today
      text.write(new Date(day * 86_400_000).toISOString())
    }
    const ms = instantMs - day * 86_400_000
    const seconds = Math.floor(ms / 1000)
    const minutes = Math.floor(seconds / 60)
    putTwo(text, 11, Math.floor(minutes / 60))
    putTwo(text, 14, minutes % 60)
    putTwo(text, 17, seconds % 60)
    const rest = ms % 1000
    text[20] = 48 + Math.floor(rest / 100)
    putTwo(text, 21, rest % 100)
    page.set(text, at)
  }
}

function putTwo(page, at, number) {
  const tens = Math.floor(number / 10)
  page[at] = 48 + tens
  page[at + 1] = 48 + number - tens * 10
}
