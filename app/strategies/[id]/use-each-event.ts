import { useEffect, useState } from 'react'
import { eventNames, type EventName } from '#lib/strategies/events.ts'
import type { Result } from '#app/_data/call.ts'

export type Asked<Data> = { kind: 'ready'; data: Data } | { kind: 'failed'; detail: string }

type Read<Data> = (strategy: string, event: EventName, signal: AbortSignal) => Promise<Result<Data>>

/** Every event of one strategy, one after the other, each as soon as it is measured. */
export function useEachEvent<Data>(
  strategy: string,
  read: Read<Data>,
): Partial<Record<EventName, Asked<Data>>> {
  const [answers, setAnswers] = useState<Partial<Record<EventName, Asked<Data>>>>({})
  useEffect(() => {
    const asking = new AbortController()
    void (async () => {
      for (const event of eventNames) {
        const result = await read(strategy, event, asking.signal)
        if (asking.signal.aborted) return
        const answer: Asked<Data> = result.ok
          ? { kind: 'ready', data: result.data }
          : { kind: 'failed', detail: result.detail }
        setAnswers((before) => ({ ...before, [event]: answer }))
      }
    })()
    return () => asking.abort()
  }, [strategy, read])
  return answers
}
