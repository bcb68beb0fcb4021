'use client'

import { useState, type FormEvent } from 'react'
import { transferAnswer, type Who } from '#app/_data/answers.ts'
import { Card } from './card.tsx'
import { Outcome, type Answer } from './outcome.tsx'
import { PasswordField } from './password-field.tsx'
import type { SessionHandle } from './_session/use-session.ts'

/** A sensitive action: an old sign-in is asked for the password again, then it goes through. */
export function Transfer({ session, who }: { session: SessionHandle; who: Who }) {
  const [amount, setAmount] = useState('100')
  const [password, setPassword] = useState('')
  const [mustStepUp, setStepUp] = useState(false)
  const [answer, setAnswer] = useState<Answer>(null)
  async function transfer() {
    const result = await session.request('POST', 'transfer', transferAnswer, {
      amount: Number(amount),
    })
    if (!result.ok && result.code === 'reauthentication_required') setStepUp(true)
    setAnswer(result.ok ? { good: `${result.data.transferred} transferred.` } : result)
  }
  async function stepUp() {
    const result = await session.enter('reauthenticate', { password })
    setPassword('')
    if (!result.ok) {
      setAnswer(result)
      return
    }
    setStepUp(false)
    await transfer()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void (mustStepUp ? stepUp() : transfer())
  }
  return (
    <Card title="A sensitive action">
      <form method="dialog" onSubmit={submit} className="mt-2 grid gap-3">
        <label className="text-sm">
          Amount to transfer
          <input
            className="field mt-1"
            inputMode="decimal"
            autoComplete="off"
            value={amount}
            onChange={(event) => setAmount(event.target.value)}
          />
        </label>
        {mustStepUp && (
          <PasswordField
            label="The sign-in is too old: your password again"
            autoComplete="current-password"
            value={password}
            onChange={setPassword}
            suggestion={
              session.accounts.find(({ username }) => username === who.user.username)?.password
            }
          />
        )}
        <div>
          <button className="button">{mustStepUp ? 'Confirm and transfer' : 'Transfer'}</button>
          <Outcome answer={answer} />
        </div>
      </form>
    </Card>
  )
}
