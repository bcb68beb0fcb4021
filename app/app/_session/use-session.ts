import { useCallback, useEffect, useRef, useState } from 'react'
import type { StrategyDescription } from '#lib/strategies/describe.ts'
import {
  accountsAnswer,
  credentialsAnswer,
  grantAnswer,
  whoAnswer,
  type KnownAccount,
  type Who,
} from '#app/_data/answers.ts'
import { call, type Method, type Result } from '#app/_data/call.ts'
import {
  dropCredentials,
  storeCredentials,
  storedCredentials,
  type AnsweredCredentials,
} from '#app/_data/credential-storage.ts'
import type { Shape } from '#app/_data/shape.ts'
import { entryOf, type Entry } from './wire.ts'

/** What is known of the visitor before the page has asked for anything. */
export interface Start {
  who: Who | null
  reason: string | null
  /** The browser holds a refresh token: a refusal may only mean that the access token ran out. */
  mayRenew: boolean
}

/** An account of the workspace; its password is undefined until the server has said it. */
export type ListedAccount = Omit<KnownAccount, 'password'> & Partial<Pick<KnownAccount, 'password'>>

export interface SessionOptions {
  workspace: string | null
  strategy: StrategyDescription
  isBearer: boolean
  users: readonly ListedAccount[]
  start: Start
}

const SHOWN_REQUESTS = 20

/** The sample application's own idea of its session: what a client of each strategy has to do. */
export function useSession({ workspace, strategy, isBearer, users, start }: SessionOptions) {
  const [who, setWho] = useState(start.who)
  const [reason, setReason] = useState(start.reason)
  const [isAsking, setAsking] = useState(isBearer || (start.who === null && start.mayRenew))
  const [renewals, setRenewals] = useState(0)
  const [accounts, setAccounts] = useState(users)
  const [log, setLog] = useState<Entry[]>([])
  const mayRenew = useRef(start.mayRenew || start.who !== null)
  const renewing = useRef<Promise<boolean> | null>(null)
  const { id, renews } = strategy
  const place = workspace ?? ''

  const keep = useCallback(
    (answer: AnsweredCredentials | undefined) => {
      if (answer) storeCredentials(place, id, answer)
      mayRenew.current = true
    },
    [place, id],
  )

  /** One request under the strategy, written into the log. */
  const once = useCallback(
    async <Data>(
      method: Method,
      rest: string,
      schema: Shape<Data>,
      body?: Record<string, unknown>,
    ): Promise<Result<Data>> => {
      const path = `/api/strategies/${id}/${rest}`
      const { access } = isBearer ? storedCredentials(place, id) : {}
      const result = await call(method, path, schema, { body, access })
      setLog((before) => {
        const entry = entryOf((before[0]?.number ?? 0) + 1, method, path, body, result)
        return [entry, ...before].slice(0, SHOWN_REQUESTS)
      })
      return result
    },
    [id, isBearer, place],
  )

  /** Renews once, however many requests find at the same moment that they have to. */
  const renew = useCallback(async (): Promise<boolean> => {
    renewing.current ??= (async () => {
      const { refresh } = isBearer ? storedCredentials(place, id) : {}
      const result = await once('POST', 'refresh', credentialsAnswer, refresh ? { refresh } : {})
      if (!result.ok) return false
      keep(result.data.credentials)
      setRenewals((count) => count + 1)
      return true
    })().finally(() => {
      renewing.current = null
    })
    return renewing.current
  }, [id, isBearer, place, once, keep])

  /** A request as an honest client makes it: when the access token ran out, it renews and repeats. */
  const request = useCallback(
    async <Data>(
      method: Method,
      rest: string,
      schema: Shape<Data>,
      body?: Record<string, unknown>,
    ): Promise<Result<Data>> => {
      const result = await once(method, rest, schema, body)
      if (result.ok || result.status !== 401 || result.code === 'login_failed') return result
      const ranOut = result.code === 'expired' || result.code === 'credential_missing'
      const again =
        renews && ranOut && mayRenew.current && (await renew())
          ? await once(method, rest, schema, body)
          : result
      if (!again.ok && again.status === 401 && again.code !== 'login_failed') {
        setWho(null)
        setReason(again.code)
        mayRenew.current = false
      }
      return again
    },
    [once, renew, renews],
  )

  const check = useCallback(async () => {
    const result = await request('GET', 'me', whoAnswer)
    setAsking(false)
    if (!result.ok) return
    setWho(result.data)
    setReason(null)
  }, [request])

  const loadAccounts = useCallback(
    () =>
      call('GET', '/api/lab/accounts', accountsAnswer).then(
        (result) => result.ok && setAccounts(result.data.accounts),
      ),
    [],
  )

  // What the server could not know when it drew the page: tokens that only the page holds.
  useEffect(() => {
    if (workspace === null) return
    if (isBearer) mayRenew.current = storedCredentials(workspace, id).refresh !== undefined
    const mustAsk = isBearer || (start.who === null && start.mayRenew)
    void loadAccounts()
    // oxlint-disable-next-line react/set-state-in-effect -- only once the server has answered
    if (mustAsk) void check()
  }, [workspace, id, isBearer, start, loadAccounts, check])

  return {
    who,
    reason,
    isAsking,
    renewals,
    accounts,
    log,
    request,
    renew,
    check,
    accessToken: () => (isBearer ? storedCredentials(place, id).access : undefined),
    /** For calls whose answer is a fresh session: signing in, a new password, the password again. */
    async enter(rest: 'login' | 'password' | 'reauthenticate', body: Record<string, unknown>) {
      const result = await (rest === 'login' ? once : request)('POST', rest, grantAnswer, body)
      if (result.ok) {
        keep(result.data.credentials)
        setWho({ user: result.data.user, session: result.data.session })
        setReason(null)
        if (rest === 'password') await loadAccounts()
      }
      return result
    },
    /** The page forgets the session, whatever the server does with it. */
    leave() {
      if (isBearer) dropCredentials(place, id)
      mayRenew.current = false
      setWho(null)
      setReason(null)
      void loadAccounts()
    },
    keep,
  }
}

export type SessionHandle = ReturnType<typeof useSession>
