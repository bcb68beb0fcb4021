import { EventSourceParserStream, type EventSourceMessage } from 'eventsource-parser/stream'
import { z } from 'zod'
import { storeUnavailable } from '../../kernel/problem.ts'
import type { Channel } from '../stage.ts'

type Look = PromiseWithResolvers<boolean>

/**
 * A live channel as its client sees it: server-sent events, read as they come. What came before a
 * look tells nothing about the moment of the look, so each waits for the next event. Only a server
 * that says so has ended it: of one that breaks off nothing is known, and the looks at it fail.
 */
export function httpChannel(response: Response): Channel {
  const reader = response.body
    ?.pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream())
    .getReader()
  const waiting = new Set<Look>()
  /** What every look comes to from now on. */
  let last: ((look: Look) => void) | undefined
  let isLeft = false

  const tell = (answer: (look: Look) => void) => {
    for (const look of waiting) answer(look)
    waiting.clear()
  }

  /** @throws where it breaks off, or ends for another reason than a refusal */
  async function readToItsEnd(): Promise<void> {
    // A refusal to open it says all: its body is no stream of events.
    if (!response.ok) return
    for (;;) {
      const chunk = await reader?.read()
      if (isLeft) return
      if (!chunk || chunk.done) throw new Error('the channel broke off without a word')
      if (chunk.value.event !== 'tick') return expectRefusal(chunk.value)
      tell((look) => look.resolve(true))
    }
  }
  const reading = readToItsEnd()
    .then(
      () => (look: Look) => look.resolve(false),
      (error: unknown) => (look: Look) => look.reject(error),
    )
    .then((answer) => tell((last = answer)))

  return {
    isOpen() {
      const look: Look = Promise.withResolvers()
      if (last) last(look)
      else waiting.add(look)
      return look.promise
    },
    async close() {
      isLeft = true
      // Of the stream itself: a signal is forgotten with the request that it was given to.
      await reader?.cancel().catch(() => {})
      await reading
    },
  }
}

const endedSchema = z.object({ reason: z.string() })

/** A store that is away, or a workspace that is gone, says nothing of the session. */
function expectRefusal({ event, data }: EventSourceMessage): void {
  if (event !== 'ended') throw new Error(`the channel told of "${event}"`)
  const { reason } = endedSchema.parse(JSON.parse(data))
  if (reason !== 'store_unavailable' && reason !== 'not_found') return
  const failure = new Error(`the channel ended for ${reason}`)
  throw reason === 'not_found' ? failure : storeUnavailable('server', failure)
}
