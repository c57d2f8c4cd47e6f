import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { chmodSync, cpSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AirbyteStream } from '../../src/protocol/messages'
import { STREAMS } from '../../src/streams'
import { MAIN } from './connector'
import { pathOf, textOf } from './repository'

/**
 * `docker run` without Docker: the options are dropped, /data is the folder that is mounted there,
 * and the image's entry point is the built program. TORN: the container is killed in mid-line.
 */
const DOCKER = `#!/bin/sh
main=${MAIN}
shift
while [ "\${1#source-cleargrid}" = "$1" ]; do
  case $1 in
    -v) folder=\${2%:/data:ro}; shift ;;
    --entrypoint) main=; shift ;;
    --user) shift ;;
  esac
  shift
done
shift
[ "$1$TORN" != readyes ] || torn=yes
for word; do
  shift
  case $word in /data/*) word=$folder\${word#/data} ;; esac
  set -- "$@" "$word"
done
[ -n "\${torn-}" ] || exec ${process.execPath} $main "$@"
${process.execPath} $main "$@" | head -c 300007
exit 137
`

/** What a run said. */
export interface Outcome {
  readonly status: number | null
  readonly rows: ReadonlyMap<string, number>
  readonly stderr: string
}

/** TORN and PROGRESS, as the script and its docker understand them. */
interface Surroundings {
  readonly TORN?: string
  readonly PROGRESS?: string
}

export type Example = ReturnType<typeof dockerExample>

/** A copy of examples/docker in a folder of its own, with a `docker` on its PATH. */
export function dockerExample() {
  const folder = mkdtempSync(join(tmpdir(), 'source-cleargrid-docker-'))
  const example = join(folder, 'example')
  cpSync(pathOf('examples/docker'), example, { recursive: true })
  writeFileSync(join(folder, 'docker'), DOCKER)
  chmodSync(join(folder, 'docker'), 0o755)
  const script = join(example, 'run.sh')
  const envOf = (now: string, surroundings: Surroundings) => ({
    ...{ ...process.env, TORN: '', PROGRESS: '', ...surroundings },
    PATH: `${folder}:${process.env['PATH'] ?? ''}`,
    CLEARGRID_SANDBOX_NOW: now,
  })
  const linesOf = (name: string): string[] =>
    readFileSync(join(example, name), 'utf8').split('\n').slice(0, -1)
  const messageFiles = (): string[] =>
    readdirSync(example).filter((name) => name.startsWith('messages-'))

  const run = (now: string, surroundings: Surroundings = {}): Outcome => {
    const env = envOf(now, surroundings)
    const { status, stdout, stderr } = spawnSync(script, { encoding: 'utf8', env })
    const rows = [...stdout.matchAll(/^(\w+): (\d+) rows$/gm)]
    return {
      status,
      stderr,
      rows: new Map(rows.map(([, name = '', count]) => [name, Number(count)])),
    }
  }

  return {
    folder: example,
    run,
    messageFiles,
    /** Starts a run in a process group of its own, as a terminal does, and leaves it running. */
    start: (now: string): ChildProcess =>
      spawn(script, { detached: true, stdio: 'ignore', env: envOf(now, {}) }),
    /** Whether what has been read so far holds many states: then there is something to lose. */
    hasStates: (): boolean => {
      const lines = messageFiles().flatMap(linesOf)
      return lines.filter((line) => line.includes('"type":"STATE"')).length > 100
    },
    /** Writes the example's settings with these changes. */
    settings: (changes: object): void => {
      const config = JSON.parse(textOf('examples/docker/config.json')) as object
      writeFileSync(join(example, 'config.json'), JSON.stringify({ ...config, ...changes }))
    },
    /** The columns of a stream, as the last run discovered them. */
    columnsOffered: (name: string): string[] => {
      const [catalog] = linesOf('catalog.jsonl').flatMap(
        (line) => (JSON.parse(line) as { catalog?: { streams: AirbyteStream[] } }).catalog ?? [],
      )
      const stream = catalog?.streams.find((one) => one.name === name)
      return Object.keys(Object(stream?.json_schema['properties']) as object)
    },
    /** The streams of the states that are kept. */
    statesKept: (): string[] => {
      const text = readFileSync(join(example, 'state.json'), 'utf8')
      const states = JSON.parse(text) as { stream: { stream_descriptor: { name: string } } }[]
      return states.map(({ stream }) => stream.stream_descriptor.name).sort()
    },
    /** The keys of each stream's records, in all message files. */
    keys: (): Map<string, Set<string>> => {
      const records = messageFiles()
        .flatMap(linesOf)
        .flatMap((line) => (JSON.parse(line) as Line).record ?? [])
      const keysOf = (stream: string, primaryKey: readonly string[]): string[] =>
        records
          .filter((each) => each.stream === stream)
          .map(({ data }) => primaryKey.map((field) => data[field]).join(' '))
      return new Map(
        STREAMS.map(({ name, primaryKey }) => [name, new Set(keysOf(name, primaryKey))]),
      )
    },
    /** Forgets every run, and makes one whole sync from the start, to compare with. */
    startAfresh: (now: string): void => {
      for (const name of readdirSync(example)) {
        if (/^(messages-|state)/.test(name)) rmSync(join(example, name))
      }
      expect(run(now).status).toBe(0)
    },
    remove: () => rmSync(folder, { recursive: true }),
  }
}

interface Line {
  readonly record?: { readonly stream: string; readonly data: Readonly<Record<string, string>> }
}
