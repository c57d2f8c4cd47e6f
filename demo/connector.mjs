import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PROGRAM = fileURLToPath(new URL('../dist/main.js', import.meta.url))

/** The connector ended badly, or said no. The message is its own words. */
export class ConnectorFailure extends Error {}

/**
 * The connector as Airbyte sees it: four commands, JSON files in, one message a line out.
 * @param folder where the files that it reads are written.
 * @param signal ends a command that is running.
 * @param sandboxNow what the sandbox's clock says when a command starts; undefined: the real time.
 */
export function createConnector(folder, signal, sandboxNow) {
  const env = sandboxNow === undefined ? {} : { CLEARGRID_SANDBOX_NOW: sandboxNow }
  const run = (...words) => messagesOf(words, signal, env)
  const file = async (name, content) => {
    const path = join(folder, `${name}.json`)
    await writeFile(path, JSON.stringify(content))
    return path
  }

  return {
    spec: async () => (await answer(run('spec'), 'SPEC')).spec,

    check: async (config) => {
      const words = ['check', '--config', await file('config', config)]
      const { status, message } = (await answer(run(...words), 'CONNECTION_STATUS'))
        .connectionStatus
      if (status !== 'SUCCEEDED') throw new ConnectorFailure(`check: ${status}: ${message}`)
      return status
    },

    discover: async (config) =>
      (await answer(run('discover', '--config', await file('config', config)), 'CATALOG')).catalog,

    /** Every message of a sync, with the line it came on: `{ message, line }`. */
    read: async function* ({ config, catalog, state }) {
      const words = ['read', '--config', await file('config', config)]
      words.push('--catalog', await file('catalog', catalog))
      if (state !== undefined) words.push('--state', await file('state', state))
      yield* run(...words)
    },
  }
}

/** The one message of this type. Reads on to the end, because only the end tells success. */
async function answer(messages, type) {
  let found
  for await (const { message } of messages) if (message.type === type) found = message
  if (found === undefined) throw new ConnectorFailure(`The connector sent no ${type} message.`)
  return found
}

/**
 * Runs one command. Reads as fast as the caller takes the messages, and no faster.
 * @throws ConnectorFailure when it ends with another code than 0, or reports an error.
 */
async function* messagesOf(words, signal, env) {
  const child = spawn(process.execPath, [PROGRAM, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
    signal,
  })
  const closed = once(child, 'close')
  // Awaited below; until then, its failure must not count as unhandled.
  closed.catch(() => {})
  const stderr = lastWordsOf(child.stderr)
  const errors = []
  try {
    for await (const line of linesOf(child.stdout)) {
      const message = parse(line)
      if (message.trace?.type === 'ERROR') errors.push(message.trace.error)
      yield { message, line }
    }
    const [code, killedBy] = await closed
    if (code !== 0 || errors.length > 0) {
      throw failureOf(words[0], errors, stderr(), killedBy ?? code)
    }
  } finally {
    child.kill()
  }
}

/** Whole lines, without their newline. */
async function* linesOf(stream) {
  stream.setEncoding('utf8')
  let rest = ''
  for await (const chunk of stream) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop()
    yield* lines
  }
  if (rest !== '') yield rest
}

function parse(line) {
  try {
    return JSON.parse(line)
  } catch {
    throw new ConnectorFailure(`The connector wrote a line that is no message: ${line}`)
  }
}

/** The end of what a stream says, to be asked for later. */
function lastWordsOf(stream) {
  let text = ''
  stream.setEncoding('utf8').on('data', (chunk) => (text = (text + chunk).slice(-2_000)))
  return () => text.trim()
}

function failureOf(command, errors, stderr, end) {
  const reasons = errors.map(({ message, failure_type }) => `${message} (${failure_type})`)
  if (reasons.length === 0 && stderr !== '') reasons.push(stderr)
  return new ConnectorFailure([`${command} ended with ${end}.`, ...reasons].join('\n'))
}
