'use client'

import { dateAndTime } from '#lib/evidence/words/durations.ts'
import { useState } from 'react'
import { endingAnswer, type Who } from '#app/_data/answers.ts'
import { GuardedButton } from '#app/_ui/guarded-button.tsx'
import { Card } from './card.tsx'
import { Outcome, type Answer } from './outcome.tsx'
import type { SessionHandle } from './_session/use-session.ts'

const scopes = [
  { scope: 'this', press: 'Log out' },
  { scope: 'others', press: 'Log out the others' },
  { scope: 'all', press: 'Log out everywhere' },
] as const

const done = {
  server: 'The server ended it.',
  'client-only': 'Only this browser forgot it: a copy goes on working.',
}

export function SessionCard({
  session,
  who: { user, session: own },
  renews,
}: {
  session: SessionHandle
  who: Who
  renews: boolean
}) {
  const [answer, setAnswer] = useState<Answer>(null)
  async function logOut(scope: (typeof scopes)[number]['scope']) {
    const result = await session.request('POST', 'logout', endingAnswer, { scope })
    if (!result.ok) {
      setAnswer(result)
      return
    }
    if (result.data.credentials) session.keep(result.data.credentials)
    if (scope === 'others') setAnswer({ good: done[result.data.ended] })
    else void session.leave()
  }
  async function look() {
    // The page tells above all cards what went wrong.
    const failure = await session.check()
    setAnswer(failure ? null : { good: 'The server accepted this session just now.' })
  }
  async function renew() {
    setAnswer((await session.renew()) ?? { good: 'Renewed: this browser holds a new token.' })
  }
  return (
    <Card title="Account and session">
      <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
        {[
          ['Account', `${user.username}, ${user.role}`],
          ['Device', own.device],
          ['Password given', dateAndTime(own.createdAt)],
          ['Session ends', dateAndTime(own.expiresAt)],
          ...(own.credentialExpiresAt === undefined
            ? []
            : [['Renewed by', dateAndTime(own.credentialExpiresAt)]]),
        ].map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-soft">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className="mt-3 flex flex-wrap gap-2">
        {scopes.map(({ scope, press }) => (
          <GuardedButton key={scope} onClick={() => void logOut(scope)}>
            {press}
          </GuardedButton>
        ))}
        <button type="button" className="button" onClick={() => void look()}>
          Am I still in?
        </button>
        {renews && (
          <button type="button" className="button" onClick={() => void renew()}>
            Renew now
          </button>
        )}
      </div>
      <Outcome answer={answer} />
    </Card>
  )
}
