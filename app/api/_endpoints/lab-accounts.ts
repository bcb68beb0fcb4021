import { z } from 'zod'
import type { User } from '#lib/stores/users.ts'
import type { Carried, StrategyDefinition } from '#lib/strategies/contract.ts'
import { grantAgain, setPassword, type SignedIn } from '#lib/workspace/sign-in.ts'
import { ok, problem, type Answer } from '../_http/answer.ts'
import { credentialsBody, setCookies, transportFor } from '../_http/credentials.ts'
import { inWorkspace, noBody, type WorkspaceCall } from '../_http/endpoint.ts'
import {
  carriedSchema,
  carriedUnder,
  lookAtVictim,
  problems,
  tag,
  type LabCall,
} from './lab-call.ts'
import { username } from './schemas.ts'

/** The accounts that the lab plays with: it knows their passwords, and gives or changes them. */

export const accounts = inWorkspace(
  {
    method: 'GET',
    path: '/api/lab/accounts',
    tag,
    summary: 'The accounts with the passwords that the lab proposed, while they are still in force',
    body: noBody,
    success: {
      status: 200,
      schema: z.object({
        accounts: z.array(
          z.object({
            username: z.string(),
            role: z.enum(['member', 'admin']),
            disabled: z.boolean(),
            password: z.string().nullable(),
          }),
        ),
      }),
    },
    problems: [...problems, 'rate_limited'],
  },
  async (call) => {
    const users = await call.workspace.users.list()
    const listed = users.map(async (user) => ({
      username: user.username,
      role: user.role,
      disabled: user.disabled,
      password: await proposedPassword(call, user),
    }))
    return ok({ accounts: await Promise.all(listed) })
  },
)

const who = z.strictObject({ username: username.default('alice'), carried: carriedSchema })
const refusals = [...problems, 'login_failed', 'account_disabled', 'rate_limited'] as const
const everywhere = {
  status: 200,
  schema: z.object({
    password: z.string().nullable(),
    credentials: z.record(z.string(), z.record(z.string(), z.string().nullable())).optional(),
  }),
}

export const password = inWorkspace(
  {
    method: 'POST',
    path: '/api/lab/password',
    tag,
    summary: "Change an account's password from this browser: it stays signed in where it can",
    body: who,
    success: everywhere,
    problems: refusals,
  },
  async (call) => {
    const { workspace, runtime, body } = call
    const user = await workspace.users.named(body.username)
    if (!user) return problem('not_found', { detail: 'There is no such user' })
    const signedIn = await signedInUnder(call, user)
    const next = runtime.passwords.suggest(workspace.key, user.username, user.passwordVersion + 1)
    const hash = await runtime.passwords.hash(next, asking(call, user))
    const staying = signedIn.map((one) => ({ ...one, device: BROWSER }))
    const results = await setPassword(workspace, user, hash, staying)
    return results
      ? granted(call, results, next)
      : problem('invalid_request', { detail: 'The password has just been changed' })
  },
)

export const reauthenticate = inWorkspace(
  {
    method: 'POST',
    path: '/api/lab/reauthenticate',
    tag,
    summary: 'Give the password again, under every strategy that this browser is signed in with',
    body: who,
    success: everywhere,
    problems: refusals,
  },
  async (call) => {
    const user = await call.workspace.users.named(call.body.username)
    if (!user) return problem('not_found', { detail: 'There is no such user' })
    const proposed = await proposedPassword(call, user)
    const { workspace } = call
    const results = new Map<string, SignedIn>()
    for (const one of await signedInUnder(call, user)) {
      results.set(one.definition.id, await grantAgain({ ...one, workspace }, user, BROWSER))
    }
    return granted(call, results, proposed)
  },
)

const asking = ({ address, workspace }: WorkspaceCall<unknown>, { username: account }: User) => ({
  address,
  workspace: workspace.key,
  account,
})

/** The password that the lab proposed, if it still opens the account. */
async function proposedPassword(call: WorkspaceCall<unknown>, user: User) {
  const { runtime, workspace } = call
  const proposed = runtime.passwords.suggest(workspace.key, user.username, user.passwordVersion)
  const holds = await runtime.passwords.inTurn(asking(call, user), (verify) =>
    verify(user.passwordHash, proposed),
  )
  return holds ? proposed : null
}

async function signedInUnder(call: LabCall, user: User) {
  const found: { definition: StrategyDefinition; carried: Carried }[] = []
  for (const definition of call.workspace.strategies) {
    const carried = carriedUnder(call, definition)
    const seen = await lookAtVictim(call, definition)
    if (carried && seen.accepted && seen.username === user.username) {
      found.push({ definition, carried })
    }
  }
  return found
}

const BROWSER = 'This browser'

/** The new credentials of this browser, under each strategy that granted any. */
function granted(
  { workspace, request }: LabCall,
  results: ReadonlyMap<string, SignedIn>,
  known: string | null,
): Answer {
  const cookies: string[] = []
  const credentials: Record<string, Record<string, string | null>> = {}
  for (const [id, result] of results) {
    const definition = workspace.findStrategy(id)
    // Where the session had ended meanwhile, this browser is signed out, and sees it for itself.
    if (!result.ok || !definition) continue
    const transport = transportFor(request, definition, workspace.settings)
    cookies.push(...setCookies(result.credentials, transport, workspace.clock.now()))
    const told = credentialsBody(result.credentials, transport)
    if ('credentials' in told) credentials[id] = told.credentials
  }
  return ok({ password: known, credentials }, cookies)
}
