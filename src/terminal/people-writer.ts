import type { Message } from '../protocol/messages'
import type { Secrets } from '../protocol/secrets'
import type { Writer } from '../protocol/writer'
import type { People } from './people'

/**
 * Takes the place of stdout in a command that only people start: warnings and errors become
 * sentences on stderr, and nothing else is said.
 */
export function createPeopleWriter({ say }: Pick<People, 'say'>, secrets: Secrets): Writer {
  return {
    write: async (message) => {
      const sentence = sentenceOf(secrets.hide(message))
      if (sentence !== undefined) say(sentence)
      await Promise.resolve()
    },
    writeLines: async () => await Promise.resolve(),
    drained: async () => await Promise.resolve(),
  }
}

function sentenceOf(message: Message): string | undefined {
  if (message.type === 'LOG') {
    const { level, message: text } = message.log
    if (level === 'INFO') return undefined
    return `${level === 'WARN' ? 'warning' : level.toLowerCase()}: ${text}`
  }
  const isError = message.type === 'TRACE' && message.trace.type === 'ERROR'
  return isError ? `error: ${message.trace.error.message}` : undefined
}
