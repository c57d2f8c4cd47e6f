import { execFileSync, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, constants, openSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A contender that takes longer than that hangs. */
const PATIENCE_MS = 15 * 60_000
const DRAIN = fileURLToPath(new URL('drain.mjs', import.meta.url))

/**
 * Runs one contender to its end against the API, its stdout in a pipe that somebody empties.
 * @param contender its `command(task, folder)` gives the program and its arguments.
 * @param task what to read and how: the API's members, `pageSize`, `concurrency`.
 * @param drainBytesPerSecond how fast the reader is; 0: as fast as he can.
 * @returns its CPU seconds (user and system, of that process alone), wall seconds, peak memory, and
 *   what came out: `records`, `lines`, `bytes`; `served` is what the API was asked meanwhile.
 * @throws Error when it fails, or has not read each row, or has not written each as a record.
 */
export async function measure(contender, task, { drainBytesPerSecond = 0 } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'cleargrid-bench-run-'))
  try {
    await task.api.served()
    const command = await contender.command(task, folder)
    const result = await runPiped(command, folder, drainBytesPerSecond)
    const served = await task.api.served()
    verify(contender, task.api.rows, result.drained, served)
    const usage = JSON.parse(await readFile(join(folder, 'usage.json'), 'utf8'))
    return { ...usage, wallSeconds: result.wallSeconds, ...result.drained, served }
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function runPiped([program, ...words], folder, drainBytesPerSecond) {
  const pipe = openPipe(join(folder, 'pipe'))
  const drain = fork(DRAIN, [String(drainBytesPerSecond)], {
    stdio: [pipe.read, 'inherit', 'inherit', 'ipc'],
  })
  const drained = Promise.race([once(drain, 'message'), endedEarly(drain)])
  const begun = performance.now()
  const child = spawn(program, words, {
    timeout: PATIENCE_MS,
    stdio: ['ignore', pipe.write, 'pipe'],
    env: { ...process.env, BENCH_USAGE: join(folder, 'usage.json') },
  })
  pipe.close()
  const stderr = lastWordsOf(child.stderr)
  const [code, signal] = await once(child, 'exit')
  const wallSeconds = (performance.now() - begun) / 1000
  if (code !== 0) throw new Error(`${program} ended with ${signal ?? code}.\n${stderr()}`)
  const [told] = await drained
  return { wallSeconds, drained: told }
}

async function endedEarly(drain) {
  await once(drain, 'exit')
  throw new Error('The reader of the pipe ended without a word.')
}

/**
 * A real pipe: what Node gives a child as 'pipe' is a socket, which costs more to write to. For a
 * moment it is open for both, because opening one end alone waits for the other.
 */
function openPipe(path) {
  execFileSync('mkfifo', [path])
  const both = openSync(path, constants.O_RDWR)
  const read = openSync(path, constants.O_RDONLY)
  const write = openSync(path, constants.O_WRONLY)
  closeSync(both)
  return {
    read,
    write,
    close: () => {
      closeSync(read)
      closeSync(write)
    },
  }
}

function lastWordsOf(stream) {
  let text = ''
  stream.setEncoding('utf8').on('data', (chunk) => (text = (text + chunk).slice(-4_000)))
  return () => text.trim()
}

function verify({ name, emits }, rows, { records }, served) {
  const expected = emits ? rows : 0
  if (served.rows < rows) throw new Error(`${name} asked for ${served.rows} of ${rows} rows.`)
  if (records !== expected) throw new Error(`${name} wrote ${records} records, not ${expected}.`)
}
