import { readCookies } from '#lib/kernel/cookie-header.ts'
import { workspaceCookieName, type Origin } from '#lib/kernel/cookie-names.ts'
import type { Carried, Credentials, StrategyDefinition } from '#lib/strategies/contract.ts'
import { keepsCookies } from '#lib/workspace/remember-me.ts'
import {
  carriedInCookies,
  clearedCookies,
  cookiesOf,
  hostCookie,
  partsIn,
} from '#lib/strategies/cookies.ts'
import type { Settings } from '#lib/workspace/settings.ts'
import { problem, type Problem } from './answer.ts'
import { originOf } from './origin.ts'

/** How credentials travel between this server and one client, under one strategy. */
export interface Transport {
  kind: 'cookie' | 'bearer'
  strategy: StrategyDefinition
  sameSite: Settings['sameSite']
  /** When the browser is closed. */
  isKept: boolean
  origin: Origin
  /** How many cookies the credential came in, where a library may split it. */
  parts: number
}

/** A strategy without a bearer form stays on cookies, whatever the workspace's setting. */
export const transportFor = (
  request: Request,
  strategy: StrategyDefinition,
  settings: Settings,
): Transport => ({
  kind: strategy.transports.includes(settings.transport) ? settings.transport : 'cookie',
  strategy,
  sameSite: settings.sameSite,
  isKept: keepsCookies(strategy, settings),
  origin: originOf(request),
  parts: partsIn(strategy, request.headers.get('Cookie'), originOf(request)),
})

/** What a request carries under a strategy; null where its cookies are ambiguous. */
export function carriedBy(request: Request, { kind, strategy, origin }: Transport): Carried | null {
  if (kind === 'bearer') {
    // What is no token (RFC 6750, 2.1) was presented all the same, and is refused for its form.
    const [, access] = /^Bearer\s+(.*)$/i.exec(request.headers.get('Authorization') ?? '') ?? []
    return access ? { access } : {}
  }
  return carriedInCookies(strategy, request.headers.get('Cookie'), origin)
}

/** `Set-Cookie` lines for what a client is to keep; none in bearer transport. `now` in milliseconds. */
export function setCookies(credentials: Credentials, transport: Transport, now: number): string[] {
  if (transport.kind === 'bearer') return []
  return cookiesOf(transport.strategy, credentials, now, transport)
}

export const clearCookies = (transport: Transport): string[] =>
  transport.kind === 'bearer' ? [] : clearedCookies(transport.strategy, transport)

/** In bearer transport the credentials are told in the body instead. */
export const credentialsBody = (credentials: Credentials, { kind }: Transport) =>
  kind === 'cookie'
    ? {}
    : {
        credentials: Object.fromEntries(
          Object.entries(credentials).map(([name, kept]) => [name, kept?.value ?? null]),
        ),
      }

/** What the cookie of a workspace depends on. */
export type WorkspaceReach = Pick<Settings, 'originCheck' | 'sameSite'>

/**
 * Where a workspace is set to let other sites in, so that the attack can be watched, its own cookie
 * goes along: what comes of the attack is then decided by the defence under test, and not by a
 * request that nobody can tell the workspace of. Calls on the workspace stay closed all the same.
 */
export const workspaceCookie = (request: Request, id: string, reach?: WorkspaceReach): string =>
  hostCookie(workspaceCookieName(originOf(request)), id, {
    origin: originOf(request),
    sameSite: reach && (!reach.originCheck || reach.sameSite === 'none') ? 'none' : 'lax',
    // A day, as long as an idle workspace lives.
    maxAge: id ? 24 * 60 * 60 : 0,
  })

/** The workspace that a request names: the header wins over the cookie. */
export const workspaceOf = (request: Request): string | undefined =>
  request.headers.get('X-Lab-Workspace') ?? workspaceInCookie(request) ?? undefined

/** Null where there are two, or one that could be read in two ways. */
export const workspaceInCookie = (request: Request): string | null | undefined =>
  readCookies(request.headers.get('Cookie'))(workspaceCookieName(originOf(request)))

/** The refusal of a request of which nobody can say what workspace it means. */
export const unclearWorkspace = (request: Request): Problem | null =>
  workspaceInCookie(request) === null
    ? problem('invalid_request', { detail: 'There has to be one workspace cookie at most' })
    : null
