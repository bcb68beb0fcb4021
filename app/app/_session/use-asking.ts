import { useCallback, useRef, useState } from 'react'
import type { StrategyDescription } from '#lib/strategies/describe.ts'
import { renewalIsDue } from '#lib/strategies/renewal-due.ts'
import { renewalAnswer, type Who } from '#app/_data/answers.ts'
import type { Failure } from '#app/_data/call.ts'
import {
  dropCredentials,
  storeCredentials,
  storedCredentials,
  type AnsweredCredentials,
} from '#app/_data/credential-storage.ts'
import { heldUntil, inTurn, lastRenewal, markRenewal } from './renewal.ts'
import { useClock } from './use-clock.ts'
import { useRequests, type Ask } from './use-requests.ts'

/** What is known of the visitor before the page has asked for anything. */
export interface Start {
  who: Who | null
  reason: string | null
  /** The browser holds a refresh token: a refusal may only mean that the access token ran out. */
  mayRenew: boolean
  /** Unix seconds on the workspace's clock; null while there is no workspace. */
  now: number | null
}

interface Asking {
  place: string
  strategy: StrategyDescription
  isBearer: boolean
  start: Start
  /** What the start says may be long over. */
  isUnknown: boolean
}

const ORDERED = new Set(['logout', 'password', 'reauthenticate'])

/** Who the page believes that it is, and requests that are made as an honest client makes them. */
export function useAsking({ place, strategy, isBearer, start, isUnknown }: Asking) {
  const { id, renews } = strategy
  const { once, patiently, log, isSlow } = useRequests(place, id, isBearer)
  const clock = useClock(start.now)
  const [who, setWho] = useState(isUnknown ? null : start.who)
  const [reason, setReason] = useState(start.reason)
  const [isAsking, setAsking] = useState(
    isUnknown && (isBearer || start.mayRenew || start.who !== null),
  )
  const [renewals, setRenewals] = useState(0)
  const [trouble, setTrouble] = useState<Failure | null>(null)
  const known = useRef(who)
  /** Goes up whenever it is somebody else, or another session: what was asked before is too late. */
  const turn = useRef(0)
  const mayRenew = useRef(start.mayRenew || start.who !== null)
  const renewing = useRef<Promise<Failure | null> | null>(null)
  const seenRenewal = useRef<string | null>(null)
  const lock = `lab-renewal ${place} ${id}`

  const show = useCallback((next: Who | null, why: string | null) => {
    const before = known.current
    const isSame = before !== null && before.session.id === next?.session.id
    if (!isSame && before !== next) turn.current += 1
    known.current = isSame && next ? withLaterEnd(next, before) : next
    mayRenew.current = next !== null
    setWho(known.current)
    setReason(why)
    setAsking(false)
    setTrouble(null)
  }, [])

  const keep = useCallback(
    (answer: AnsweredCredentials | undefined) => {
      if (answer) storeCredentials(place, id, answer)
    },
    [place, id],
  )

  /**
   * One renewal at a time, in all tabs; none when there was one since the one that is `noted`.
   * Answers what went wrong.
   */
  const renew = useCallback(
    (noted = lastRenewal(place, id)): Promise<Failure | null> => {
      const until = (credentialExpiresAt: number | undefined) => {
        seenRenewal.current = lastRenewal(place, id)
        if (!known.current) return
        const { credentialExpiresAt: _, ...session } = known.current.session
        const fresh = { ...session, ...(credentialExpiresAt && { credentialExpiresAt }) }
        known.current = { ...known.current, session: fresh }
        setWho((shown) => shown && known.current)
      }
      renewing.current ??= inTurn(lock, async () => {
        const done = lastRenewal(place, id)
        if (done !== noted) {
          until(heldUntil(done))
          return null
        }
        const { refresh } = isBearer ? storedCredentials(place, id) : {}
        const result = await once('POST', 'refresh', renewalAnswer, refresh ? { refresh } : {})
        clock.hear(result.headers)
        if (!result.ok) return result
        keep(result.data.credentials)
        setRenewals((count) => count + 1)
        markRenewal(place, id, result.data.session.credentialExpiresAt)
        until(result.data.session.credentialExpiresAt)
        return null
      }).finally(() => {
        renewing.current = null
      })
      return renewing.current
    },
    [id, isBearer, place, lock, once, keep, clock],
  )

  /**
   * What grants and what ends, one after the other in all tabs: the answer to a sign-in that is under
   * way would sign in again whom a log-out signs out, and that to a log-out would undo a sign-in.
   */
  const inOrder: Ask = useCallback((...given) => inTurn(lock, () => once(...given)), [lock, once])

  /** What the session is used with is near its end, or is a copy that has run out already. */
  const isDue = useCallback(() => {
    const session = known.current?.session
    if (!session || !mayRenew.current) return false
    return renewalIsDue(strategy, session, clock.isNear)
  }, [strategy, clock])

  /** As an honest client asks: it renews in time, and when it is too late for that, repeats once. */
  const ask: Ask = useCallback(
    async (method, rest, schema, body) => {
      const before = turn.current
      const noted = lastRenewal(place, id)
      const isEnd = rest === 'logout'
      const send = () => (ORDERED.has(rest) ? inOrder : once)(method, rest, schema, body)
      if (!isEnd && isDue()) await renew(seenRenewal.current)
      const result = await send()
      clock.hear(result.headers)
      if (result.ok && !isEnd && isDue()) await renew(seenRenewal.current)
      if (result.ok || result.status !== 401 || result.code === 'login_failed') return result
      const ranOut = result.code === 'expired' || result.code === 'credential_missing'
      const failed = renews && ranOut && mayRenew.current ? await renew(noted) : result
      // A server that cannot renew now has refused nobody.
      const again = failed === null ? await send() : failed.status === 401 ? result : failed
      const isRefused = !again.ok && again.status === 401 && again.code !== 'login_failed'
      if (isRefused && turn.current === before) show(null, again.code)
      return again
    },
    [id, place, inOrder, once, renew, renews, isDue, show, clock],
  )

  return {
    who,
    reason,
    isAsking,
    isSlow,
    renewals,
    trouble,
    log,
    known,
    turn,
    inOrder,
    patiently,
    ask,
    renew,
    show,
    keep,
    clock,
    /** What only the browser knows. */
    begin: useCallback(() => {
      if (isBearer) mayRenew.current = storedCredentials(place, id).refresh !== undefined
      seenRenewal.current = lastRenewal(place, id)
    }, [isBearer, place, id]),
    /** Whatever the server does: answers that are under way find nobody here. */
    forget: useCallback(() => {
      if (isBearer) dropCredentials(place, id)
      turn.current += 1
      show(null, null)
    }, [isBearer, place, id, show]),
    /** Nothing is shown of a session that may be over, until the server has said. */
    hide: useCallback(() => {
      setWho(null)
      setAsking(known.current !== null)
    }, []),
    /** The server does not say: what it said before stands, and that it does not say. */
    fail: useCallback((failure: Failure) => {
      setWho(known.current)
      setAsking(false)
      setTrouble(failure)
    }, []),
  }
}

/** An answer may be from before a renewal. */
function withLaterEnd(next: Who, before: Who): Who {
  const ends = [next, before].map(({ session }) => session.credentialExpiresAt ?? 0)
  const credentialExpiresAt = Math.max(...ends)
  return credentialExpiresAt === 0
    ? next
    : { ...next, session: { ...next.session, credentialExpiresAt } }
}
