'use client'

import { useState, type FormEvent } from 'react'
import { call } from '#app/_data/call.ts'
import * as is from '#app/_data/shape.ts'
import { Link } from '#app/_ui/link.tsx'
import { Notice } from '#app/_ui/notice.tsx'

const answer = is.object({ username: is.string })
const none = 'The link holds no reset.'

/** The token stands behind the # of the address, which browsers send to nobody. */
export function ResetForm() {
  const [next, setNext] = useState('')
  const [failure, setFailure] = useState<{ says: string; isOver: boolean } | null>(null)
  const [done, setDone] = useState<string | null>(null)

  async function reset() {
    const token = window.location.hash.slice(1)
    if (token === '') return setFailure({ says: none, isOver: true })
    const result = await call('POST', '/api/password-reset', answer, { body: { token, next } })
    if (result.ok) return setDone(result.data.username)
    const says = result.errors.map(({ message }) => message).join('; ') || result.detail
    setFailure({ says, isOver: result.code === 'reset_invalid' })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setFailure(null)
    void reset()
  }
  return (
    <div className="mt-6 grid max-w-xl gap-2">
      {done === null ? (
        <form method="dialog" onSubmit={submit} className="panel grid gap-3 p-4">
          <label htmlFor="next" className="text-sm">
            New password, at least 8 characters
          </label>
          <input
            id="next"
            className="field"
            type="password"
            autoComplete="new-password"
            value={next}
            onChange={(event) => setNext(event.target.value)}
          />
          <div>
            <button className="button button-main">Set the password</button>
          </div>
        </form>
      ) : (
        <Notice kind="note" title={`${done} has a new password`}>
          Every session of the account has ended, as far as its strategy can end one.{' '}
          <Link href="/app">Sign in</Link>
        </Notice>
      )}
      {failure && (
        <Notice kind="error" title={failure.says}>
          {failure.isOver && (
            <>
              Nothing was changed. <Link href="/operator">The operator</Link> makes another link.
            </>
          )}
        </Notice>
      )}
    </div>
  )
}
