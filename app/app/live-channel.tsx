'use client'

import { clockTime } from '#lib/evidence/words/durations.ts'
import { useEffect, useState } from 'react'
import type { StrategyDescription } from '#lib/strategies/describe.ts'
import * as is from '#app/_data/shape.ts'
import { useVisible } from '#app/_data/use-shown-again.ts'
import { VerdictMark } from '#app/_ui/verdict.tsx'
import { Card } from './card.tsx'
import { readEvents } from './_session/read-events.ts'
import { listenTogether } from './_session/shared-channel.ts'
import type { SessionHandle } from './_session/use-session.ts'

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
  const [isWanted, setWanted] = useState(false)
  const [why, setWhy] = useState<string | null>(null)
  const [at, setAt] = useState<number | null>(null)
  const isVisible = useVisible()
  const { accessToken, renew, channel: name } = session
  const { id, renews } = strategy

  useEffect(() => {
    if (!isWanted || !isVisible) return
    const { signal, abort } = abortable()
    /** Answers why the channel ended. */
    async function read(onTick: (now: number) => void): Promise<string> {
      const access = accessToken()
      const response = await fetch(`/api/strategies/${id}/stream`, {
        headers: access === undefined ? {} : { Authorization: `Bearer ${access}` },
        signal,
      })
      if (!response.ok || !response.body) return `refused with ${response.status}`
      for await (const { event, data } of readEvents(response.body)) {
        if (event === 'ended') return is.parsed(ended, data).reason
        onTick(is.parsed(tick, data).now)
      }
      return 'the server closed it'
    }
    const listen = async (onTick: (now: number) => void) => {
      for (;;) {
        const reason = await read(onTick)
        // As with any request: a channel whose access token ran out is opened again with a new one.
        if (reason !== 'expired' || !renews || (await renew())) return reason
      }
    }
    const close = (reason: string) => {
      if (signal.aborted) return
      setWhy(reason)
      setWanted(false)
    }
    listenTogether({ name, signal, onTick: setAt, listen }).then(close, () =>
      close('the connection was lost'),
    )
    return abort
  }, [isWanted, isVisible, name, id, renews, renew, accessToken])

  function open() {
    setWhy(null)
    setAt(null)
    setWanted(true)
  }
  const openWord = at === null ? 'Opening' : `Open, last tick ${clockTime(at)}`
  return (
    <Card title="Live channel">
      <p className="mt-2 text-sm text-soft">
        One connection serves all tabs of this browser; a tab that nobody sees wants none.
      </p>
      <output className="mt-2 block text-sm">
        {isWanted ? (
          <VerdictMark kind="blocked" word={openWord} />
        ) : (
          <VerdictMark kind="unknown" word={why === null ? 'Closed' : `Ended: ${why}`} />
        )}
      </output>
      <button
        type="button"
        className="button mt-3"
        onClick={isWanted ? () => setWanted(false) : open}
      >
        {isWanted ? 'Close' : 'Open'}
      </button>
    </Card>
  )
}

function abortable() {
  const controller = new AbortController()
  return { signal: controller.signal, abort: () => controller.abort() }
}
