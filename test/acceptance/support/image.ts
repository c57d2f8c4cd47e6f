import { textOf } from '../../support/repository'

/** What the Dockerfile's last stage makes of the image. */
export interface Image {
  readonly labels: Readonly<Record<string, string>>
  readonly environment: Readonly<Record<string, string>>
  readonly entrypoint: readonly string[]
}

export function imageOf(dockerfile = textOf('Dockerfile')): Image {
  const stage =
    dockerfile
      .replace(/\\\n/g, ' ')
      .split(/^FROM /m)
      .at(-1) ?? ''
  const entrypoint = /^ENTRYPOINT (\[.*\])$/m.exec(stage)?.[1] ?? '[]'
  return {
    labels: pairsOf(stage, 'LABEL'),
    environment: pairsOf(stage, 'ENV'),
    entrypoint: JSON.parse(entrypoint) as string[],
  }
}

/** `LABEL a="x" b=y` as { a: 'x', b: 'y' }, for all lines of an instruction. */
function pairsOf(stage: string, instruction: string): Readonly<Record<string, string>> {
  const lines = stage.match(new RegExp(`^${instruction} .*$`, 'gm')) ?? []
  return Object.fromEntries(
    lines
      .flatMap((line) => [...line.matchAll(/([\w.]+)=(?:"([^"]*)"|(\S+))/g)])
      .map(([, name = '', quoted, plain]) => [name, quoted ?? plain ?? '']),
  )
}
