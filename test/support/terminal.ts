import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { MAIN } from './connector'

export interface SeenRun {
  readonly code: number
  /** All that was written on the terminal, control codes included. */
  readonly terminal: string
  readonly stdout: string
}

const SCRIPT = join(__dirname, 'terminal.py')

/** Runs the program with stderr on a pseudo-terminal of 80 columns; with `isShared` stdout too. */
export async function runInTerminal(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  isShared = false,
): Promise<SeenRun> {
  const command = [...(isShared ? ['--both'] : []), process.execPath, MAIN, ...args]
  const child = spawn('python3', [SCRIPT, ...command], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, TERM: 'xterm', NO_COLOR: '', ...env },
  })
  let text = ''
  for await (const chunk of child.stdout) text += String(chunk)
  return JSON.parse(text) as SeenRun
}
