import type { Channel } from './stage.ts'

/**
 * A live channel as its client sees it: server-sent events, read as they come. What came before a
 * look tells nothing about the moment of the look, so each waits for the next event.
 */
export function httpChannel(response: Response, abort: () => void): Channel {
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
    for await (const chunk of response.body ?? []) {
      const events = (rest + decoder.decode(chunk, { stream: true })).split('\n\n')
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
      abort()
      await reading
    },
  }
}
