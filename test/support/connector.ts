import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Message } from '../../src/protocol/messages'

/** The built program, as the platform starts it. */
export const MAIN = join(__dirname, '..', '..', 'dist', 'main.js')

export interface Run {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly messages: readonly Message[]
  readonly stdout: string
  readonly stderr: string
}

export type Child = ChildProcessByStdio<null, Readable, Readable>

/** Another program to test, such as scripts/image-connector; undefined: `node dist/main.js`. */
const OTHER = process.env['CONNECTOR']

/** Starts the program and leaves it running. */
export function start(args: readonly string[], env: Readonly<Record<string, string>> = {}): Child {
  const [program, ...first] = OTHER === undefined ? [process.execPath, MAIN] : [OTHER]
  return spawn(program, [...first, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  })
}

/** Runs the program to its end. stdout must be messages, one a line. */
export async function run(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Run> {
  return await ended(start(args, env))
}

/** All that a child says until it ends. */
export async function ended(child: Child): Promise<Run> {
  const [stdout, stderr, { code, signal }] = await Promise.all([
    textOf(child.stdout),
    textOf(child.stderr),
    new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) =>
      child.once('close', (code, signal) => resolve({ code, signal })),
    ),
  ])
  return { code, signal, stdout, stderr, messages: messagesIn(stdout) }
}

/** The messages of a text whose lines are JSON; other text has none. */
export function messagesIn(stdout: string): Message[] {
  const lines = stdout.split('\n').filter((line) => line !== '')
  return lines.every((line) => line.startsWith('{'))
    ? lines.map((line) => JSON.parse(line) as Message)
    : []
}

async function textOf(stream: Readable): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

/** A folder with the files of one test. */
export interface Folder {
  /** Writes a file: text as it is, anything else as JSON. Returns its path. */
  file(name: string, content: unknown): string
  remove(): void
}

export function makeFolder(): Folder {
  const path = mkdtempSync(join(tmpdir(), 'source-cleargrid-test-'))
  return {
    file: (name, content) => {
      const file = join(path, name)
      writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
      return file
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  }
}

export const CREDENTIALS = {
  lender: 'acme-finance',
  email: 'exports@acme-finance.example',
  password: 'a-pass word/with+signs',
}

/** A configured catalog of the named streams. */
export function catalogOf(
  streams: readonly string[],
  syncMode: 'full_refresh' | 'incremental' = 'incremental',
): object {
  return {
    streams: streams.map((name) => ({
      stream: { name, json_schema: {}, supported_sync_modes: ['full_refresh', 'incremental'] },
      sync_mode: syncMode,
      destination_sync_mode: 'append_dedup',
    })),
  }
}
