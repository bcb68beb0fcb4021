import { z } from 'zod'
import type { User } from '#lib/stores/users.ts'
import type { Effects } from '#lib/workspace/account-events.ts'
import { toSeconds } from '#lib/kernel/clock.ts'
import { offerReset } from '#lib/workspace/password-reset.ts'
import { operator } from '#lib/workspace/operator.ts'
import type { Workspace } from '#lib/workspace/workspace.ts'
import { ok, problem } from '../_http/answer.ts'
import { inWorkspace, noBody, type Method } from '../_http/endpoint.ts'
import { effectsBody, role } from './schemas.ts'

const tag = 'Operator'
const success = { status: 200, schema: effectsBody }
const problems = ['store_unavailable'] as const

/** A call on one user; authorised by the workspace's capability, never by a strategy under test. */
const onUser = <Body>(
  method: Method,
  rest: string,
  summary: string,
  body: z.ZodType<Body>,
  act: (workspace: Workspace, user: User, body: Body) => Promise<Effects>,
) =>
  inWorkspace(
    {
      method,
      path: `/api/operator/users/{username}${rest}`,
      tag,
      summary,
      body,
      success,
      problems,
    },
    async ({ workspace, params, body: given }) => {
      const username = params['username'] ?? ''
      const user = await workspace.users.named(username)
      const effects = user
        ? await act(workspace, user, given)
        : await operator.resume(workspace, username)
      return effects ? ok({ effects }) : problem('not_found', { detail: 'There is no such user' })
    },
  )

const offerPasswordReset = inWorkspace(
  {
    method: 'POST',
    path: '/api/operator/users/{username}/password-reset',
    tag,
    summary: 'A link by which a forgotten password is replaced, once and within 20 minutes',
    body: noBody,
    success: {
      status: 201,
      schema: z.object({
        token: z.string(),
        link: z
          .string()
          .describe('Without a host: what a request says of itself is in no link of a reset'),
        expiresAt: z.int(),
      }),
    },
    problems,
  },
  async ({ workspace, params }) => {
    const offered = await offerReset(workspace, params['username'] ?? '')
    if (!offered) return problem('not_found', { detail: 'There is no such user' })
    const { token, expiresAt } = offered
    // Behind a #: browsers send that part to nobody.
    const body = { token, link: `/password-reset#${token}`, expiresAt: toSeconds(expiresAt) }
    return { status: 201, body }
  },
)

const rotateKeys = inWorkspace(
  {
    method: 'POST',
    path: '/api/operator/rotate-keys',
    tag,
    summary: 'Rotate the signing keys of all strategies, or of one',
    body: z.strictObject({
      strategy: z.string().max(64).optional(),
      routine: z
        .boolean()
        .default(false)
        .describe(
          'The emergency, false, throws the old keys away with all that they signed; the routine, true, lets them verify it for as long as it may live',
        ),
    }),
    success,
    problems,
  },
  async ({ workspace, body }) => {
    const rotate = body.routine ? operator.rotateRoutinely : operator.rotateKeys
    if (body.strategy === undefined) return ok({ effects: await rotate(workspace) })
    const definition = workspace.findStrategy(body.strategy)
    if (!definition) return problem('not_found', { detail: 'There is no such strategy' })
    return ok({ effects: await rotate(workspace, definition) })
  },
)

const logoutAllUsers = inWorkspace(
  {
    method: 'POST',
    path: '/api/operator/logout-all-users',
    tag,
    summary: 'Sign everybody out',
    body: noBody,
    success,
    problems,
  },
  async ({ workspace }) => ok({ effects: await operator.logoutAllUsers(workspace) }),
)

export const operatorEndpoints = [
  onUser('POST', '/ban', 'Disable the account', noBody, operator.ban),
  onUser('POST', '/unban', 'Enable the account again', noBody, operator.unban),
  onUser(
    'POST',
    '/role',
    'Give the account another role',
    z.strictObject({ role }),
    (workspace, user, given) => operator.setRole(workspace, user, given.role),
  ),
  onUser('POST', '/force-logout', 'Sign the account out everywhere', noBody, operator.forceLogout),
  onUser('POST', '/rekey', "Change the account's id", noBody, operator.rekey),
  offerPasswordReset,
  onUser('DELETE', '', 'Delete the account', noBody, operator.remove),
  rotateKeys,
  logoutAllUsers,
]
