import { z } from 'zod'
import { toSeconds } from '#lib/kernel/clock.ts'
import type { Grant, Session } from '#lib/strategies/contract.ts'
import { clearSiteDataOf } from '#lib/workspace/settings.ts'
import { changePassword, reauthenticate, signIn, type SignedIn } from '#lib/workspace/sign-in.ts'
import { ok, problem, type Answer } from '../_http/answer.ts'
import { clearCookies, credentialsBody, setCookies } from '../_http/credentials.ts'
import { noBody, underStrategy, type StrategyCall } from '../_http/endpoint.ts'
import { deviceName } from './device-name.ts'
import {
  credentials,
  granted,
  newPassword,
  password,
  printable,
  refusals,
  session,
  user,
  username,
} from './schemas.ts'

const tag = 'Sessions'
const path = (rest: string) => `/api/strategies/{id}/${rest}`

const login = underStrategy(
  {
    method: 'POST',
    path: path('login'),
    tag,
    summary: 'Sign in',
    body: z.strictObject({ username, password, device: printable(64).optional() }),
    success: { status: 200, schema: granted },
    problems: ['login_failed', 'account_disabled', 'rate_limited', 'store_unavailable'],
  },
  async (call) => {
    const device = call.body.device ?? deviceName(call.request.headers.get('User-Agent'))
    return grantedAnswer(call, await signIn(attemptOf(call), { ...call.body, device }))
  },
)

const me = underStrategy(
  {
    method: 'GET',
    path: path('me'),
    tag,
    summary: 'Who is signed in',
    body: noBody,
    success: { status: 200, schema: z.object({ user, session }) },
    problems: refusals,
  },
  async ({ strategy, carried }) => {
    const verdict = await strategy.verify(carried)
    return verdict.ok ? ok(sessionBody(verdict.session)) : problem(verdict.reason)
  },
)

const refresh = underStrategy(
  {
    method: 'POST',
    path: path('refresh'),
    tag,
    summary: 'Renew the credentials, where the strategy has something to renew',
    body: z.strictObject({ refresh: z.string().max(4096).optional() }),
    success: { status: 200, schema: z.object({ session, credentials }) },
    problems: [...refusals, 'reused'],
  },
  async (call) => {
    const { strategy, carried, transport, body } = call
    if (!strategy.renew) return problem('not_found', { detail: 'There is nothing to renew' })
    const { refresh: given } = transport.kind === 'bearer' ? body : {}
    const renewal = await strategy.renew(given ? { ...carried, refresh: given } : carried)
    return renewal.ok ? ok(grantBody(call, renewal), keep(call, renewal)) : problem(renewal.reason)
  },
)

const logout = underStrategy(
  {
    method: 'POST',
    path: path('logout'),
    tag,
    summary: 'Sign out this device, the others or all; the answer says what really happened',
    body: z.strictObject({ scope: z.enum(['this', 'others', 'all']).default('this') }),
    success: {
      status: 200,
      schema: z.object({
        ended: z.enum(['server', 'client-only']),
        session: session.optional(),
        credentials,
      }),
    },
    problems: refusals,
  },
  async (call) => {
    const { strategy, carried, transport, body } = call
    const ending = await strategy.end(carried, body.scope)
    // A credential that opens nothing any more is cleared as well: the person wanted to leave.
    const stays = body.scope === 'others'
    const cookies = stays ? [] : clearCookies(transport)
    const clears = stays ? null : clearSiteDataOf(call.workspace.settings)
    const headers = clears === null ? {} : { 'Clear-Site-Data': clears }
    if (!ending.ok) return problem(ending.reason, { cookies, headers })
    const { ended, grant } = ending
    return grant
      ? ok({ ended, ...grantBody(call, grant) }, keep(call, grant))
      : { ...ok({ ended }, cookies), headers }
  },
)

const changeOfPassword = underStrategy(
  {
    method: 'POST',
    path: path('password'),
    tag,
    summary: 'Change the password: this device stays signed in, all others do not',
    body: z.strictObject({ current: password, next: newPassword }),
    success: { status: 200, schema: granted },
    problems: [...refusals, 'login_failed', 'rate_limited'],
  },
  async (call) => grantedAnswer(call, await changePassword(attemptOf(call), call.body)),
)

const again = underStrategy(
  {
    method: 'POST',
    path: path('reauthenticate'),
    tag,
    summary: 'Give the password again: the sign-in time is renewed, with new credentials',
    body: z.strictObject({ password }),
    success: { status: 200, schema: granted },
    problems: [...refusals, 'login_failed', 'rate_limited'],
  },
  async (call) => grantedAnswer(call, await reauthenticate(attemptOf(call), call.body.password)),
)

const adminReport = underStrategy(
  {
    method: 'GET',
    path: path('admin-report'),
    tag,
    summary: 'For the role admin',
    body: noBody,
    success: { status: 200, schema: z.object({ report: z.string(), accounts: z.int() }) },
    problems: [...refusals, 'forbidden'],
  },
  async ({ strategy, carried, workspace }) => {
    const verdict = await strategy.verify(carried)
    if (!verdict.ok) return problem(verdict.reason)
    if (verdict.session.role !== 'admin') return problem('forbidden')
    return ok({
      report: 'for administrators only',
      accounts: (await workspace.users.list()).length,
    })
  },
)

const transfer = underStrategy(
  {
    method: 'POST',
    path: path('transfer'),
    tag,
    summary: 'A sensitive action: it wants a recent sign-in',
    body: z.strictObject({ amount: z.number().positive().max(1_000_000_000) }),
    success: { status: 200, schema: z.object({ transferred: z.number() }) },
    problems: [...refusals, 'reauthentication_required'],
  },
  async ({ strategy, carried, workspace, body }) => {
    const verdict = await strategy.verify(carried)
    if (!verdict.ok) return problem(verdict.reason)
    const age = workspace.clock.now() - verdict.session.signedInAt
    if (age > workspace.settings.reauthAfter * 1000) return problem('reauthentication_required')
    return ok({ transferred: body.amount })
  },
)

export const sessionEndpoints = [
  login,
  me,
  refresh,
  logout,
  changeOfPassword,
  again,
  adminReport,
  transfer,
]

const attemptOf = ({
  runtime,
  workspace,
  definition,
  carried,
  address,
  meter,
}: StrategyCall<unknown>) => ({
  runtime,
  workspace,
  definition,
  carried,
  address,
  meter,
})

function grantedAnswer(call: StrategyCall<unknown>, result: SignedIn): Answer {
  if (result.ok) {
    return ok({ ...sessionBody(result.session), ...grantBody(call, result) }, keep(call, result))
  }
  const { reason, retryAfter } = result
  return problem(reason, retryAfter === undefined ? {} : { retryAfter })
}

const keep = ({ transport, workspace }: StrategyCall<unknown>, { credentials: given }: Grant) =>
  setCookies(given, transport, workspace.clock.now())

const grantBody = ({ transport }: StrategyCall<unknown>, grant: Grant) => ({
  session: sessionBody(grant.session).session,
  ...credentialsBody(grant.credentials, transport),
})

const sessionBody = (of: Session) => {
  const { id, device, signedInAt, expiresAt, credentialExpiresAt, username: name, role } = of
  return {
    user: { username: name, role },
    session: {
      id,
      device,
      createdAt: toSeconds(signedInAt),
      expiresAt: toSeconds(expiresAt),
      ...(credentialExpiresAt && { credentialExpiresAt: toSeconds(credentialExpiresAt) }),
    },
  }
}
