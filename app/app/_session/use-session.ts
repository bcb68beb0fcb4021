import { useCallback, useEffect, useRef, useState } from 'react'
import type { StrategyDescription } from '#lib/strategies/describe.ts'
import { grantAnswer, whoAnswer, type Who } from '#app/_data/answers.ts'
import type { Failure, Result } from '#app/_data/call.ts'
import { storedCredentials } from '#app/_data/credential-storage.ts'
import { forgetWorkspace } from '#app/_data/new-workspace.ts'
import { redraw } from '#app/_data/redrawing.tsx'
import { hearTabs, tellTabs } from '#app/_data/tabs.ts'
import { useDrawnWithDocument, useShownAgain } from '#app/_data/use-shown-again.ts'
import { rememberPassword } from './known-passwords.ts'
import { useAccounts, type ListedAccount } from './use-accounts.ts'
import { useAsking, type Start } from './use-asking.ts'
import type { Ask } from './use-requests.ts'

/** What the workspace has set. */
export interface AtLogOut {
  tellsTabs: boolean
  /** What the answer's `Clear-Site-Data` names, which browsers show to no page. */
  clears: string | null
}

export interface SessionOptions {
  workspace: string | null
  strategy: StrategyDescription
  isBearer: boolean
  users: readonly ListedAccount[]
  start: Start
  atLogOut: AtLogOut
}

/** Not before there is something to say. */
const leaving = () => import('./leftovers.ts')

/** Somebody signed out in this tab: with another workspace, the page is made anew, and knows it still. */
let hasLeft = false

/** The sample application's own idea of its session: what a client of each strategy has to do. */
export function useSession({
  workspace,
  strategy,
  isBearer,
  users,
  start,
  atLogOut,
}: SessionOptions) {
  const { id } = strategy
  const place = workspace ?? ''
  const isNews = useDrawnWithDocument()
  const [mustAsk] = useState(isBearer || !isNews || (start.who === null && start.mayRenew))
  /** What other tabs did to this one. */
  const [news, setNews] = useState<string | null>(null)
  const { accounts, loadAccounts, forgetAccounts, reset, cannotLoad } = useAccounts(place, users)
  const asking = useAsking({ place, strategy, isBearer, start, isUnknown: mustAsk })
  const { who, reason, isAsking, renewals, trouble, known, turn } = asking
  const { inOrder, ask, renew, patiently, show, hide, keep, fail, clock, begin, forget } = asking
  /** Somebody who was signed in is so no longer: was it another tab? */
  const noticeLoss = useCallback(
    async (was: string | undefined) => {
      if (was === undefined || known.current !== null || hasLeft) return
      const { signedOutNews } = await leaving()
      const told = signedOutNews(place, id, was)
      if (told !== null && known.current === null) setNews(told)
    },
    [place, id, known],
  )
  const checking = useRef<Promise<Failure | null> | null>(null)
  /**
   * Who is it now? Answers what went wrong. `isOld`: what the page shows may be long over, and is not
   * shown meanwhile.
   */
  const check = useCallback(
    (isOld = false): Promise<Failure | null> => {
      if (isOld) hide()
      const look = async () => {
        const before = turn.current
        const was = known.current?.user.username
        const result = await patiently(() => ask('GET', 'me', whoAnswer))
        void noticeLoss(was)
        const failure = result.ok ? null : result
        if (turn.current !== before) return failure
        if (result.ok) {
          const { username } = result.data.user
          if (was !== undefined && was !== username) setNews(takenOver(was, username))
          show(result.data, null)
        } else if (result.status === 400 || result.status === 404) {
          // The workspace is gone, and everybody in it.
          show(null, null)
          forgetWorkspace()
          redraw()
        } else if (result.status !== 401) {
          fail(result)
        }
        return failure
      }
      checking.current ??= look().finally(() => {
        checking.current = null
      })
      return checking.current
    },
    [ask, patiently, show, hide, fail, noticeLoss, known, turn],
  )

  /** The same for everything that the page offers; an answer about somebody else is none. */
  const request: Ask = useCallback(
    async (method, rest, schema, body) => {
      const before = known.current
      const result = await patiently(() => ask(method, rest, schema, body))
      if (result.ok && rest.startsWith('sessions/')) tellTabs(id)
      void noticeLoss(before?.user.username)
      if (!before || !isAboutAnother(before, result)) return result
      await check()
      const now = known.current?.user.username
      if (!now || now === before.user.username) return result
      const detail = `${takenOver(before.user.username, now)} The answer was ${now}'s.`
      setNews(detail)
      const { status, headers } = result
      return { ok: false, status, code: 'somebody_else', detail, errors: [], headers }
    },
    [ask, check, patiently, noticeLoss, id, known],
  )

  // What the server could not know when it drew the page, or may have said long ago.
  useEffect(() => {
    if (workspace === null) return
    begin()
    void loadAccounts()
    if (mustAsk) void check()
  }, [workspace, begin, mustAsk, loadAccounts, check])

  const lookAgain = useCallback(
    (isOld: boolean) => {
      if (workspace !== null) void check(isOld)
    },
    [workspace, check],
  )
  useShownAgain(lookAgain)
  useEffect(
    () =>
      hearTabs((about) => {
        if (about !== null && about !== id) return
        const was = known.current?.user.username
        // What was asked before the other tab spoke may be answered from before it.
        const checked = (checking.current ?? Promise.resolve()).then(() => check())
        void checked.then(() => {
          if (was && known.current === null) {
            setNews((told) => told ?? `${was} was signed out in another tab.`)
          }
          return loadAccounts()
        })
        if (about === null) redraw()
      }),
    [id, check, loadAccounts, known],
  )

  return {
    who,
    reason,
    isAsking,
    isSlow: asking.isSlow,
    renewals,
    news,
    trouble,
    accounts,
    cannotLoad,
    log: asking.log,
    request,
    renew,
    check,
    loadAccounts,
    reset,
    hasLeft,
    /** What tabs that show the same session share. */
    channel: `lab-stream ${place} ${id} ${who?.session.id}`,
    accessToken: useCallback(
      () => (isBearer ? storedCredentials(place, id).access : undefined),
      [isBearer, place, id],
    ),
    /** For calls whose answer is a fresh session: signing in, a new password, the password again. */
    async enter(rest: 'login' | 'password' | 'reauthenticate', body: Record<string, string>) {
      const asked = rest === 'login' ? inOrder : request
      const result = await patiently(() => asked('POST', rest, grantAnswer, body))
      const { username = known.current?.user.username ?? '', next } = body
      if (result.ok) {
        keep(result.data.credentials)
        clock.hear(result.headers)
        const { user, session } = result.data
        show({ user, session }, null)
        setNews(null)
        hasLeft = false
        if (rest === 'login') (await leaving()).markSignedOut(place, id, null)
        tellTabs(id)
        if (next !== undefined) rememberPassword(place, username, next)
        if (rest === 'password') await loadAccounts()
      } else if (rest === 'login' && result.code === 'login_failed') {
        rememberPassword(place, username, null)
        void loadAccounts()
      }
      return result
    },
    /** The page forgets the session, whatever the server does with it. */
    async leave() {
      hasLeft = true
      forget()
      setNews(null)
      const { markSignedOut, takeStock } = await leaving()
      markSignedOut(place, id, Date.now())
      if (atLogOut.tellsTabs) tellTabs(id)
      if (await takeStock(atLogOut.clears)) return loadAccounts()
      // Its cookie was cleared as well: the passwords are of a workspace that is out of reach.
      forgetAccounts()
      forgetWorkspace()
      redraw()
    },
    keep,
  }
}

export type SessionHandle = ReturnType<typeof useSession>

const takenOver = (before: string, now: string) =>
  `This page is ${now}'s now, no longer ${before}'s: another tab changed the session.`

function isAboutAnother({ user, session }: Who, { headers }: Result<unknown>): boolean {
  const name = headers?.get('X-Lab-User')
  const own = headers?.get('X-Lab-Session')
  const differs = (told: string | null | undefined, shown: string) =>
    typeof told === 'string' && told !== encodeURIComponent(shown)
  return differs(name, user.username) || differs(own, session.id)
}
