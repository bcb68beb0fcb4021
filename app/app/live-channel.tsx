'use client'

import { clockTime } from '#lib/evidence/words/durations.ts'
import { useEffect, useRef, useState } from 'react'
import type { StrategyDescription } from '#lib/strategies/describe.ts'
import * as is from '#app/_data/shape.ts'
import { VerdictMark } from '#app/_ui/verdict.tsx'
import { Card } from './card.tsx'
import { readEvents } from './_session/read-events.ts'
import type { SessionHandle } from './_session/use-session.ts'

type Channel =
  | { state: 'closed'; why: string | null }
  | { state: 'open'; ticks: number; at: number | null }

const tick = is.object({ now: is.number })
const ended = is.object({ reason: is.string })

/** A connection that outlives many requests: does it notice when its session has ended? */
export function LiveChannel({
  session,
  strategy,
}: {
  session: SessionHandle
  strategy: StrategyDescription
}) {
  const [channel, setChannel] = useState<Channel>({ state: 'closed', why: null })
  const abort = useRef<AbortController | null>(null)
  useEffect(() => () => abort.current?.abort(), [])

  /** Answers why the channel ended. */
  async function listen(signal: AbortSignal): Promise<string> {
    const access = session.accessToken()
    const response = await fetch(`/api/strategies/${strategy.id}/stream`, {
      headers: access === undefined ? {} : { Authorization: `Bearer ${access}` },
      signal,
    })
    if (!response.ok || !response.body) return `refused with ${response.status}`
    for await (const { event, data } of readEvents(response.body)) {
      if (event === 'ended') return is.parsed(ended, data).reason
      const { now } = is.parsed(tick, data)
      setChannel((before) => ({
        state: 'open',
        ticks: before.state === 'open' ? before.ticks + 1 : 1,
        at: now,
      }))
    }
    return 'the server closed it'
  }

  async function open() {
    const controller = new AbortController()
    abort.current = controller
    setChannel({ state: 'open', ticks: 0, at: null })
    const close = (why: string | null) => setChannel({ state: 'closed', why })
    try {
      let why = await listen(controller.signal)
      // As with any request: a channel whose access token ran out is opened again with a new one.
      while (why === 'expired' && strategy.renews && (await session.renew())) {
        why = await listen(controller.signal)
      }
      close(why)
    } catch {
      close(controller.signal.aborted ? null : 'the connection was lost')
    }
  }
  return (
    <Card title="Live channel">
      <output className="mt-2 block text-sm">
        {channel.state === 'open' ? (
          <VerdictMark
            kind="blocked"
            word={channel.at === null ? 'Opening' : `Open, last tick ${clockTime(channel.at)}`}
          />
        ) : (
          <VerdictMark
            kind="unknown"
            word={channel.why === null ? 'Closed' : `Ended: ${channel.why}`}
          />
        )}
      </output>
      {channel.state === 'open' ? (
        <button type="button" className="button mt-3" onClick={() => abort.current?.abort()}>
          Close
        </button>
      ) : (
        <button type="button" className="button mt-3" onClick={() => void open()}>
          Open
        </button>
      )}
    </Card>
  )
}
