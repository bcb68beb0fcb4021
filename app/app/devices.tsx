'use client'

import { dateAndTime } from '#lib/evidence/words/durations.ts'
import { useCallback, useEffect, useState } from 'react'
import { devicesAnswer, type Device, type Who } from '#app/_data/answers.ts'
import { anything } from '#app/_data/shape.ts'
import { GuardedButton } from '#app/_ui/guarded-button.tsx'
import { Card } from './card.tsx'
import { Outcome, type Answer } from './outcome.tsx'
import type { SessionHandle } from './_session/use-session.ts'

export function Devices({
  session,
  who,
  listsSessions,
}: {
  session: SessionHandle
  who: Who
  listsSessions: boolean
}) {
  const [devices, setDevices] = useState<Device[] | null>(null)
  const [answer, setAnswer] = useState<Answer>(null)
  const { request, check } = session
  const load = useCallback(async () => {
    const result = await request('GET', 'sessions', devicesAnswer)
    if (result.ok) setDevices(result.data.sessions)
    setAnswer(result.ok ? null : result)
  }, [request])
  const own = who.session.id
  useEffect(() => {
    if (listsSessions) void Promise.resolve(own).then(load)
  }, [listsSessions, load, own])
  async function end({ id, current }: Device) {
    const ended = await request('DELETE', `sessions/${encodeURIComponent(id)}`, anything, {})
    await (current ? check() : load())
    if (!ended.ok) setAnswer(ended)
  }
  if (!listsSessions) {
    return (
      <Card title="Devices">
        <p className="mt-2 text-sm text-soft">
          This strategy cannot know its sessions: there is no list, and nothing to sign out.
        </p>
      </Card>
    )
  }
  return (
    <Card title="Devices">
      <ul className="mt-2 grid gap-2">
        {devices?.map((device) => (
          <li key={device.id} className="flex items-start justify-between gap-3 text-sm">
            <span>
              {device.device}
              {device.current && <span className="text-soft"> · this one</span>}
              <span className="label block">seen {dateAndTime(device.lastSeenAt)}</span>
            </span>
            <GuardedButton
              className="button button-small shrink-0"
              aria-label={`Sign out ${device.device}${device.current ? ', this one' : ''}`}
              onClick={() => void end(device)}
            >
              Sign out
            </GuardedButton>
          </li>
        ))}
      </ul>
      <button type="button" className="button button-small mt-3" onClick={() => void load()}>
        Look again
      </button>
      <Outcome answer={answer} />
    </Card>
  )
}
