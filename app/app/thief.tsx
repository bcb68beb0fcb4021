'use client'

import { useCallback, useEffect, useState } from 'react'
import { clockTime, stopwatch } from '#lib/evidence/words/durations.ts'
import { refusalWords } from '#lib/evidence/words/refusals.ts'
import type { StrategyDescription } from '#lib/strategies/describe.ts'
import { roundAnswer, type Look } from '#app/_data/answers.ts'
import { call } from '#app/_data/call.ts'
import { storedCredentials } from '#app/_data/credential-storage.ts'
import { anything } from '#app/_data/shape.ts'
import { useVisible } from '#app/_data/use-shown-again.ts'
import { Polite } from '#app/_ui/polite.tsx'
import { VerdictMark } from '#app/_ui/verdict.tsx'
import { Card } from './card.tsx'

/** How often the thief knocks. Milliseconds. */
const EVERY = 1_000

interface Seen {
  look: Look & { renewed: boolean }
  /** On the workspace's clock, in seconds. */
  now: number
  /** Since when the answers have been the same. */
  since: number
  /** When the owner was first seen to have left; null while signed in. */
  leftAt: number | null
}

/**
 * The thief beside the owner: one press copies what this browser holds under the active strategy, as a
 * thief could, and from then on the copy is presented once a second. The copy is kept by the server,
 * since a page can read no `HttpOnly` cookie.
 */
export function Thief({
  workspace,
  strategy,
  isBearer,
  isOwnerIn,
}: {
  workspace: string | null
  strategy: StrategyDescription
  isBearer: boolean
  /** Whether this browser's owner is signed in, as far as the page knows. */
  isOwnerIn: boolean
}) {
  const [hasCopy, setHasCopy] = useState(false)
  const [seen, setSeen] = useState<Seen | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const isVisible = useVisible()
  const { id } = strategy

  const knock = useCallback(async () => {
    const result = await call('POST', '/api/lab/round', roundAnswer, { body: {} })
    const lane = result.ok ? result.data.lanes[id] : undefined
    if (!result.ok || !lane) {
      setFailure(result.ok ? 'This strategy has no answer.' : result.detail)
      return
    }
    if ('failed' in lane) setFailure(`The server failed here (${lane.failed}): nothing is known.`)
    else if (lane.thief) {
      const { thief } = lane
      const { now } = result.data
      setFailure(null)
      setSeen((before) => {
        const isSame = before?.look.accepted === thief.accepted
        const leftAt = isOwnerIn ? null : (before?.leftAt ?? now)
        return { look: thief, now, since: isSame ? before.since : now, leftAt }
      })
    }
  }, [id, isOwnerIn])

  async function copy() {
    const held = workspace !== null && isBearer ? storedCredentials(workspace, id) : {}
    const carried = Object.keys(held).length > 0 ? { carried: { [id]: held } } : {}
    const result = await call('POST', '/api/lab/steal', anything, { body: carried })
    setFailure(result.ok ? null : result.detail)
    if (!result.ok) return
    setSeen(null)
    setHasCopy(true)
    await knock()
  }

  useEffect(() => {
    if (!hasCopy || !isVisible) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let isOver = false
    const beat = async () => {
      await knock()
      if (!isOver) timer = setTimeout(() => void beat(), EVERY)
    }
    timer = setTimeout(() => void beat(), EVERY)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [hasCopy, isVisible, knock])

  return (
    <Card title="The thief's browser" className="border-dashed border-edge">
      {!hasCopy && (
        <p className="mt-1 text-sm text-soft">
          {isOwnerIn
            ? 'A thief who gets hold of what this browser keeps needs nothing else.'
            : 'There is nothing to copy.'}
        </p>
      )}
      {seen && (
        <div className="mt-2 grid gap-1" data-thief={seen.look.accepted ? 'in' : 'out'}>
          <VerdictMark
            kind={seen.look.accepted ? 'in' : 'blocked'}
            word={
              seen.look.accepted
                ? `In as ${seen.look.username ?? ''} (${seen.look.role ?? ''})`
                : refusalWords(seen.look.reason ?? 'revoked')
            }
          />
          <p className="label">
            {seen.look.accepted ? 'let in' : 'refused'} for {stopwatch(seen.now - seen.since)}, with{' '}
            {seen.look.reads} {seen.look.reads === 1 ? 'read' : 'reads'} a request
            {seen.look.renewed && '; the thief has renewed its copy'}
          </p>
          <p className="text-sm">{lesson(seen, isOwnerIn, strategy)}</p>
          <Polite text={seen.look.accepted ? 'The thief is in.' : 'The thief is refused.'} />
        </div>
      )}
      <output className="mt-2 block text-sm text-in">{failure}</output>
      <button
        type="button"
        className={`button mt-3 ${hasCopy ? '' : 'button-main'}`}
        disabled={!isOwnerIn}
        onClick={() => void copy()}
      >
        {hasCopy ? 'Copy afresh' : 'Open as thief'}
      </button>
    </Card>
  )
}

/** What both browsers together teach at this moment. */
function lesson(
  { look, now, leftAt }: Seen,
  isOwnerIn: boolean,
  { promises }: StrategyDescription,
): string {
  if (!look.accepted) {
    return isOwnerIn
      ? 'The copy is worthless, and you are still signed in.'
      : 'The copy is worthless: the server knows that the session has ended.'
  }
  if (isOwnerIn) return 'Both of you are Alice to the server. Now log out, and look here again.'
  const { logout } = promises
  const until =
    'seconds' in logout
      ? `until ${clockTime((leftAt ?? now) + logout.seconds)} at the latest, by its promise.`
      : 'and nothing will end that.'
  return `Your browser forgot. The server still believes the copy, ${until}`
}
