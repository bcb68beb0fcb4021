'use client'

import { useState, type FormEvent } from 'react'
import { GuardedButton } from '#app/_ui/guarded-button.tsx'
import { Link } from '#app/_ui/link.tsx'
import { Card } from './card.tsx'
import { Outcome, type Answer } from './outcome.tsx'
import type { SessionHandle } from './_session/use-session.ts'

/** Keeps the room of a password that is on its way. */
const AS_LONG = 'xxxx-xxxx-xxxx-xxxx'

/** By hand, or with a click on one of the workspace's accounts. */
export function SignIn({ session }: { session: SessionHandle }) {
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [answer, setAnswer] = useState<Answer>(null)
  async function enter() {
    const result = await session.enter('login', { username, password })
    setAnswer(result.ok ? null : result)
  }
  function fillIn(name: string, itsPassword: string) {
    setUsername(name)
    setPassword(itsPassword)
    setAnswer(null)
  }
  async function reset(name: string) {
    const result = await session.reset(name)
    if (!result.ok) setAnswer(result)
    else if (result.data.password !== null) fillIn(name, result.data.password)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void enter()
  }
  return (
    <Card title="Sign in" className="md:col-span-2">
      <div className="mt-2 grid gap-6 md:grid-cols-2">
        <form method="dialog" onSubmit={submit} className="grid content-start gap-3">
          <label className="text-sm font-medium">
            User name
            <input
              className="field mt-1 font-normal"
              name="username"
              autoComplete="username"
              autoCapitalize="none"
              required
              value={username}
              onChange={(event) => setUsername(event.target.value)}
            />
          </label>
          <label className="text-sm font-medium">
            Password
            <input
              className="field mt-1 font-normal"
              name="password"
              type="password"
              autoComplete="current-password"
              required
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          </label>
          <div>
            <button className="button button-main">Sign in</button>
            <Outcome answer={answer} />
          </div>
        </form>
        <div>
          <h3 className="text-sm font-medium">Accounts of your workspace</h3>
          <ul className="mt-2 grid gap-2">
            {session.accounts.map((account) => (
              <li key={account.username} className="flex flex-wrap items-center gap-x-3 gap-y-1">
                {account.password === null ? (
                  <GuardedButton
                    className="button min-w-32"
                    onClick={() => void reset(account.username)}
                  >
                    Reset {account.username}'s password
                  </GuardedButton>
                ) : (
                  <button
                    type="button"
                    className="button min-w-32"
                    disabled={!account.password}
                    onClick={() => fillIn(account.username, account.password ?? '')}
                  >
                    Fill in {account.username}
                  </button>
                )}
                <span className="without-js">{account.username}</span>
                <span className="text-sm text-soft">
                  {account.role}
                  {account.disabled && ', banned'}
                  {account.password === null ? (
                    ', with a password of your own; a reset ends all sessions'
                  ) : (
                    <span className="needs-js">
                      ,{' '}
                      <code className={account.password ? '' : 'invisible'}>
                        {account.password ?? AS_LONG}
                      </code>
                    </span>
                  )}
                </span>
              </li>
            ))}
          </ul>
          {session.cannotLoad && (
            <p className="mt-2 text-sm">
              The server did not tell the passwords.{' '}
              <button
                type="button"
                className="button button-small"
                onClick={() => void session.loadAccounts()}
              >
                Ask again
              </button>
            </p>
          )}
          <p className="label mt-3">
            Banned, or deleted? The <Link href="/operator">operator</Link> brings all three back.
          </p>
        </div>
      </div>
    </Card>
  )
}
