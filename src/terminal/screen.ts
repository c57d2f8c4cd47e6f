/** Where people look: stderr, when it is a terminal. */
export interface Screen {
  /** A line that the next one, or `clear`, takes the place of. */
  show(line: string): void
  /** Takes the passing line away: something else is about to be written. */
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

const CLEAR = '\r\u001B[K'
const COLOURS: Readonly<Record<Colour, number>> = { red: 31, yellow: 33, green: 32 }

/** A screen that obeys TERM=dumb (no control codes: nothing passes) and NO_COLOR (no colours). */
export function createScreen({ write, columns, env }: ScreenOptions): Screen {
  const isDumb = env['TERM'] === 'dumb'
  // https://no-color.org: any value but the empty one.
  const hasColour = !isDumb && (env['NO_COLOR'] ?? '') === ''
  let isShowing = false

  function clear(): void {
    if (isShowing) write(CLEAR)
    isShowing = false
  }

  return {
    clear,
    show: (line) => {
      if (isDumb) return
      write(`${CLEAR}${cut(line, columns() - 1)}`)
      isShowing = true
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
