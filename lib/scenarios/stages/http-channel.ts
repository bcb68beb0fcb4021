import type { Channel } from '../stage.ts'

/**
 * A live channel as its client sees it: server-sent events, read as they come. What came before a
 * look tells nothing about the moment of the look, so each waits for the next event.
 */
export function httpChannel(response: Response): Channel {
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  const waiting = new Set<(goesOn: boolean) => void>()
  let ended = false

  const tell = (goesOn: boolean) => {
    ended ||= !goesOn
    for (const answer of waiting) answer(goesOn)
    waiting.clear()
  }

  async function read(): Promise<void> {
    let rest = ''
    for (;;) {
      const chunk = await reader?.read()
      if (!chunk || chunk.done) return
      const events = (rest + decoder.decode(chunk.value, { stream: true })).split('\n\n')
      rest = events.pop() ?? ''
      for (const event of events) tell(/^event: tick$/m.test(event))
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
