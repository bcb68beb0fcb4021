'use client'

import { useState, type FormEvent } from 'react'
import type { Who } from '#app/_data/answers.ts'
import { Card } from './card.tsx'
import { Outcome, type Answer } from './outcome.tsx'
import { PasswordField } from './password-field.tsx'
import type { SessionHandle } from './_session/use-session.ts'

export function ChangePassword({ session, who }: { session: SessionHandle; who: Who }) {
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [answer, setAnswer] = useState<Answer>(null)
  async function change() {
    const result = await session.enter('password', { current, next })
    setAnswer(
      result.ok ? { good: 'Changed. This device stays signed in; the others should not.' } : result,
    )
    if (!result.ok) return
    setCurrent('')
    setNext('')
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void change()
  }
  return (
    <Card title="Change the password">
      <form method="dialog" onSubmit={submit} className="mt-2 grid gap-3">
        <PasswordField
          label="Current password"
          autoComplete="current-password"
          value={current}
          onChange={setCurrent}
          suggestion={
            session.accounts.find(({ username }) => username === who.user.username)?.password
          }
        />
        <PasswordField
          label="New password, at least 8 characters"
          autoComplete="new-password"
          value={next}
          onChange={setNext}
        />
        <div>
          <button className="button">Change password</button>
          <Outcome answer={answer} />
        </div>
      </form>
    </Card>
  )
}
