/** Where people look: stderr, when it is a terminal. */
export interface Screen {
  /** Shows lines that the next ones, or `clear`, replace. */
  show(lines: readonly string[]): void
  /** Takes the passing lines away: something else is about to be written. */
  clear(): void
  /** A line that stays. */
  say(line: string, colour?: Colour): void
}

export type Colour = 'red' | 'yellow' | 'green'

export interface ScreenOptions {
  readonly write: (text: string) => void
  /** Asked for each line: windows change their size. */
  readonly columns: () => number
  readonly env: Readonly<Record<string, string | undefined>>
}

/** To the beginning of the line, so many lines up, and nothing from there on. */
const clearing = (lines: number): string => `\r${lines > 1 ? `\u001B[${lines - 1}A` : ''}\u001B[J`
const COLOURS: Readonly<Record<Colour, number>> = { red: 31, yellow: 33, green: 32 }

/** A screen that obeys TERM=dumb (no control codes: nothing passes) and NO_COLOR (no colours). */
export function createScreen({ write, columns, env }: ScreenOptions): Screen {
  const isDumb = env['TERM'] === 'dumb'
  // https://no-color.org: any value but the empty one.
  const hasColour = !isDumb && (env['NO_COLOR'] ?? '') === ''
  let shown = 0

  function clear(): void {
    if (shown > 0) write(clearing(shown))
    shown = 0
  }

  return {
    clear,
    show: (lines) => {
      if (isDumb) return
      // In one go, so that nothing flickers.
      const text = lines.map((line) => cut(line, columns() - 1)).join('\n')
      write(`${shown > 0 ? clearing(shown) : ''}${text}`)
      shown = lines.length
    },
    say: (line, colour) => {
      clear()
      const code = colour === undefined || !hasColour ? undefined : COLOURS[colour]
      write(code === undefined ? `${line}\n` : `\u001B[${code}m${line}\u001B[0m\n`)
    },
  }
}

/** A line that is longer than the screen would stay behind when the next one is drawn. */
function cut(line: string, width: number): string {
  return line.length <= width ? line : `${line.slice(0, Math.max(0, width - 1))}…`
}
