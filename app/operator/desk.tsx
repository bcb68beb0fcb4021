'use client'

import { dateAndTime } from '#lib/evidence/words/durations.ts'
import { useState } from 'react'
import type { Effect } from '#lib/strategies/effects.ts'
import { clockAnswer, resetOffer } from '#app/_data/answers.ts'
import { call, type Failure } from '#app/_data/call.ts'
import { redraw } from '#app/_data/redrawing.tsx'
import { useWorkspaceTurn } from '#app/_data/use-workspace-turn.ts'
import { Notice } from '#app/_ui/notice.tsx'
import { effectsAnswer } from './effects-answer.ts'
import { EffectsOf } from './effects-of.tsx'
import { Everybody } from './everybody.tsx'
import type { Order } from './order.ts'
import { Users, type UserState } from './users.tsx'

interface Done {
  said: string
  effects: Record<string, Effect>
}

/** What failed may have been done in part: only where nobody answered is there nothing new to draw. */
const isAnswered = ({ status }: { status: number }) => status !== 0

interface Props {
  users: UserState[]
  now: number | null
  strategies: { id: string; title: string }[]
}

/** What was done in one workspace is no news of another. */
export function Desk({ workspace, ...props }: Props & { workspace: string | null }) {
  return <DeskOfOne key={useWorkspaceTurn(workspace)} {...props} />
}

function DeskOfOne({ users, now, strategies }: Props) {
  const [done, setDone] = useState<Done | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [reset, setReset] = useState<{ username: string; link: string } | null>(null)
  const [time, setTime] = useState<number | null>(null)

  async function carryOut({ said, method, path, body }: Order) {
    const result = await call(method, path, effectsAnswer, { body: body ?? {} })
    setFailure(result.ok ? null : result)
    if (result.ok) setDone({ said, effects: result.data.effects })
    if (isAnswered(result)) redraw()
  }
  async function advance(seconds: number) {
    const result = await call('POST', '/api/workspace/clock', clockAnswer, {
      body: { advance: seconds },
    })
    setFailure(result.ok ? null : result)
    if (result.ok) setTime(result.data.now)
  }
  /** Brings back what was deleted, banned or promoted; the lab's thief loses its copies as well. */
  async function restore() {
    const result = await call('POST', '/api/lab/start-over', clockAnswer, { body: {} })
    setFailure(result.ok ? null : result)
    if (result.ok) setDone({ said: 'The three accounts are as they were', effects: {} })
    if (isAnswered(result)) redraw()
  }
  async function offer(username: string) {
    const path = `/api/operator/users/${encodeURIComponent(username)}/password-reset`
    const result = await call('POST', path, resetOffer, { body: {} })
    setFailure(result.ok ? null : result)
    if (result.ok) setReset({ username, link: result.data.link })
  }
  // Either may be the newer one, and the clock only goes forward.
  const shown = now === null ? time : Math.max(now, time ?? now)

  return (
    <div className="mt-6 grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_26rem]">
      <div className="grid gap-6">
        <Users
          users={users}
          onOrder={(order) => void carryOut(order)}
          onReset={(username) => void offer(username)}
          onRestore={() => void restore()}
        />
        {reset && (
          <Notice kind="note" title={`A link for ${reset.username}, for 20 minutes`}>
            Whoever opens it sets a new password, once, and every session ends:{' '}
            <a href={reset.link} className="break-all">
              {reset.link}
            </a>
          </Notice>
        )}
        <Everybody strategies={strategies} onOrder={(order) => void carryOut(order)} />
        <section aria-labelledby="clock">
          <h2 id="clock" className="text-lg">
            The workspace's clock
          </h2>
          <p className="mt-1 text-sm text-soft">
            It only goes forward. It showed <span>{shown === null ? '–' : dateAndTime(shown)}</span>{' '}
            when it was last asked.
          </p>
          <div className="mt-3 flex flex-wrap gap-2">
            {[
              [60, '1 minute'],
              [300, '5 minutes'],
              [3_600, '1 hour'],
              [86_400, '1 day'],
            ].map(([seconds, name]) => (
              <button
                key={name}
                type="button"
                className="button"
                onClick={() => void advance(Number(seconds))}
              >
                Advance {name}
              </button>
            ))}
          </div>
        </section>
      </div>
      <div className="grid gap-2 xl:sticky xl:top-4">
        {failure && (
          <Notice kind="error" title={failure.detail}>
            Nothing was changed: <code>{failure.code}</code>
          </Notice>
        )}
        <EffectsOf done={done} strategies={strategies} />
      </div>
      {done && (
        <a href="#effects" className="button button-main sticky bottom-4 xl:hidden">
          {done.said}: see the effect
        </a>
      )}
    </div>
  )
}
