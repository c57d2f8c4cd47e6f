import addFormats from 'ajv-formats'
import OpenAPIBackend from 'openapi-backend'
import type { SandboxExchange } from '../../src/sandbox/server'
import { pathOf } from './repository'

/** What docs/openapi.yaml says of one request. */
export interface Verdict {
  /** The operation it is; undefined when the file knows no such path and method. */
  readonly operation: string | undefined
  /** What is wrong with it. */
  readonly faults: readonly string[]
}

/** Holds requests against docs/openapi.yaml. */
export interface OpenApiFile {
  judge(request: Request): Verdict
  /** What is wrong with an answer to that request. */
  judgeAnswer(request: Request, answer: Answer): readonly string[]
}

export interface Answer {
  readonly status: number
  readonly contentType: string
  readonly text: string
}

type Request = Pick<SandboxExchange, 'method' | 'path' | 'query' | 'headers' | 'body'>

/** The file itself is checked by .ci/openapi: this library checks requests of 3.1, but files of 3.0. */
export async function openApiFile(): Promise<OpenApiFile> {
  const api = new OpenAPIBackend({
    definition: pathOf('docs/openapi.yaml'),
    quick: true,
    ajvOpts: { strict: false, allErrors: true },
    customizeAjv: (ajv) => {
      addFormats(ajv)
      return ajv
    },
  })
  await api.init()
  const matched = (request: Request): ReturnType<typeof api.matchOperation> =>
    api.matchOperation(asAsked(request))
  return {
    judge: (request) => {
      const operation = matched(request)
      if (operation === undefined) return { operation, faults: ['no such operation'] }
      const { errors } = api.validateRequest(asAsked(request), operation)
      const isOpen = (operation.security ?? api.definition.security ?? []).length === 0
      const hasToken = /^Bearer \S+$/.test(request.headers['authorization'] ?? '')
      return {
        operation: operation.operationId,
        faults: [...textsOf(errors), ...(isOpen || hasToken ? [] : ['no access token'])],
      }
    },
    judgeAnswer: (request, { status, contentType, text }) => {
      const operation = matched(request)
      const described = operation?.responses?.[status]
      if (operation === undefined || described === undefined) return [`no ${status}`]
      const media = contentType.split(';')[0] ?? ''
      if (!('content' in described) || described.content[media] === undefined) return [media]
      if (!media.includes('json')) return []
      return textsOf(api.validateResponse(JSON.parse(text), operation, status).errors)
    },
  }
}

function asAsked({ body, ...request }: Request): Request & { readonly body: string | undefined } {
  return { ...request, body: body === undefined ? undefined : JSON.stringify(body) }
}

type Faults = ReturnType<OpenAPIBackend['validateRequest']>['errors']

function textsOf(errors: Faults): string[] {
  return (errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`)
}
