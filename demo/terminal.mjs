/** The width that every line fits, whatever the terminal's own. */
export const WIDTH = 80

/** What this demo shows goes through here, and only here. */
export function say(line = '') {
  process.stdout.write(`${line}\n`)
}

/** Holds two words together on one line. */
export const NO_BREAK = '\u00a0'

/** Says a text that may be longer than a line: what does not fit goes on below, indented. */
export function sayWrapped(text, { hanging = '    ', paint = String } = {}) {
  const lines = ['  ']
  for (const word of text.split(' ')) {
    const line = lines.at(-1)
    const isFirst = line.trim() === ''
    if (!isFirst && line.length + 1 + word.length > WIDTH) lines.push(hanging + word)
    else lines[lines.length - 1] = isFirst ? line + word : `${line} ${word}`
  }
  for (const line of lines) say(paint(line.replaceAll(NO_BREAK, ' ')))
}

/**
 * What may be done to a line that has been written. A dumb terminal can do neither; NO_COLOR counts
 * when it is not empty (no-color.org).
 */
export function abilitiesOf(isTerminal, { TERM, NO_COLOR }) {
  const redraws = isTerminal === true && TERM !== 'dumb'
  return { redraws, colours: redraws && (NO_COLOR ?? '') === '' }
}

const { redraws, colours } = abilitiesOf(process.stdout.isTTY, process.env)

const paint = (code) => (line) => (colours ? `\x1b[${code}m${line}\x1b[0m` : line)
export const bold = paint('1')
export const dim = paint('2')
export const red = paint('31')
export const green = paint('32')
const cyan = paint('36')

export function heading(line) {
  say()
  say(bold(line))
}

export const number = (value) => Number(value).toLocaleString('en-US')
export const seconds = (ms) => `${(ms / 1_000).toFixed(1)} s`
const percent = (share) => `${(100 * share).toFixed(1)}%`

/** How a column looks: its side, and the words for a value. `null` is an empty cell. */
export const looks = {
  text: { side: 'left', show: String },
  number: { side: 'right', show: number },
  seconds: { side: 'right', show: (value) => `${value.toFixed(2)} s` },
  percent: { side: 'right', show: percent },
  bar: { side: 'left', show: (share) => bar(share), paint: cyan },
  curve: { side: 'left', show: (values) => curve(values.map(Number)), paint: cyan },
}

/**
 * A table: its header, then a line for each row.
 * @param columns the rows' members to show and the look of each: `{ attempts: looks.number }`.
 *   A name is its own title, except that of a bar (`share_bar`), which belongs to its neighbour.
 */
export function table(columns, rows) {
  const names = Object.keys(columns)
  const titles = names.map((name) => (name.endsWith('_bar') ? '' : name.replaceAll('_', ' ')))
  const cells = rows.map((row) => names.map((name) => cellOf(row[name], columns[name])))
  const widths = names.map((_, at) =>
    Math.max(...[titles, ...cells].map((line) => line[at].length)),
  )
  const lineOf = (line, paintOf) => {
    const parts = line.map((cell, at) => {
      const look = columns[names[at]]
      const isLast = at === names.length - 1
      return paintOf(look)(aligned(cell, isLast && look.side === 'left' ? 0 : widths[at], look))
    })
    return `  ${parts.join('  ')}`.trimEnd()
  }
  say(lineOf(titles, () => dim))
  for (const line of cells) say(lineOf(line, (look) => look.paint ?? String))
}

function cellOf(value, look) {
  return value === null || value === undefined ? '' : look.show(value)
}

function aligned(cell, width, { side }) {
  return side === 'right' ? cell.padStart(width) : cell.padEnd(width)
}

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']

/** A bar of up to `width` characters, true to an eighth of one. */
export function bar(share, width = 20) {
  const eighths = Math.round(Math.min(Math.max(share, 0), 1) * width * 8)
  return '█'.repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8]
}

const HEIGHTS = '▁▂▃▄▅▆▇█'

/** A value a character, as high as its part of the largest. */
function curve(values) {
  const most = Math.max(...values)
  return values.map((value) => HEIGHTS[Math.round((value / most) * (HEIGHTS.length - 1))]).join('')
}

/** Lines that are redrawn in the same place, or plain ones where that cannot be. */
export function liveLines() {
  let drawn = 0
  const back = () => (drawn > 0 ? `\x1b[${drawn}A` : '')

  return {
    everyMs: redraws ? 100 : 2_000,
    /** @param plain the one line that stands for them all where there is no terminal. */
    draw: (lines, plain) => {
      if (!redraws) return sayWrapped(plain)
      // A line that wraps would count twice on the way back up.
      const width = Math.min(process.stdout.columns || WIDTH, WIDTH) - 1
      const fitting = lines.map((line) => line.slice(0, width))
      process.stdout.write(back() + fitting.map((line) => `${line}\x1b[K\n`).join(''))
      drawn = lines.length
    },
    /** Takes the lines away, for what is to stand in their place. */
    clear: () => {
      if (drawn > 0) process.stdout.write(`${back()}\x1b[J`)
      drawn = 0
    },
  }
}
