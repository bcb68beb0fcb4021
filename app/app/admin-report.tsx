'use client'

import { useState } from 'react'
import { reportAnswer } from '#app/_data/answers.ts'
import { Card } from './card.tsx'
import { Outcome, type Answer } from './outcome.tsx'
import type { SessionHandle } from './_session/use-session.ts'

export function AdminReport({ session }: { session: SessionHandle }) {
  const [answer, setAnswer] = useState<Answer>(null)
  async function open() {
    const result = await session.request('GET', 'admin-report', reportAnswer)
    setAnswer(
      result.ok
        ? { good: `Report ${result.data.report}: ${result.data.accounts} accounts.` }
        : result,
    )
  }
  return (
    <Card title="For administrators">
      <p className="mt-2 text-sm text-soft">
        Promote or demote the account as the operator, and see when the session notices.
      </p>
      <button type="button" className="button mt-3" onClick={() => void open()}>
        Open the report
      </button>
      <Outcome answer={answer} />
    </Card>
  )
}
