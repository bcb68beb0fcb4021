import { EventSourceParserStream } from 'eventsource-parser/stream'
import type { Channel } from '../stage.ts'

/**
 * A live channel as its client sees it: server-sent events, read as they come. What came before a
 * look tells nothing about the moment of the look, so each waits for the next event.
 */
export function httpChannel(response: Response): Channel {
  const reader = response.body
    ?.pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream())
    .getReader()
  const waiting = new Set<(goesOn: boolean) => void>()
  let ended = false

  const tell = (goesOn: boolean) => {
    ended ||= !goesOn
    for (const answer of waiting) answer(goesOn)
    waiting.clear()
  }

  async function read(): Promise<void> {
    for (;;) {
      const chunk = await reader?.read()
      if (!chunk || chunk.done) return
      tell(chunk.value.event === 'tick')
    }
  }
  // A channel that breaks off has ended, whatever it was that broke it.
  const reading = read()
    .catch(() => {})
    .finally(() => tell(false))

  return {
    isOpen: () => (ended ? Promise.resolve(false) : new Promise((resolve) => waiting.add(resolve))),
    async close() {
      // Of the stream itself: a signal is forgotten with the request that it was given to.
      await reader?.cancel().catch(() => {})
      await reading
    },
  }
}
