import { z } from 'zod'
import type { User } from '#lib/stores/sqlite/users.ts'
import { operator, type Effects } from '#lib/workspace/account-events.ts'
import { findStrategy } from '#lib/strategies/registry.ts'
import type { World } from '#lib/workspace/workspace.ts'
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
  act: (world: World, user: User, body: Body) => Promise<Effects>,
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
    async ({ world, params, body: given }) => {
      const user = await world.users.named(params['username'] ?? '')
      if (!user) return problem('not_found', { detail: 'There is no such user' })
      return ok({ effects: await act(world, user, given) })
    },
  )

const rotateKeys = inWorkspace(
  {
    method: 'POST',
    path: '/api/operator/rotate-keys',
    tag,
    summary: 'The emergency: throw away the signing keys of all strategies, or of one',
    body: z.strictObject({ strategy: z.string().max(64).optional() }),
    success,
    problems,
  },
  async ({ world, body }) => {
    if (body.strategy === undefined) return ok({ effects: await operator.rotateKeys(world) })
    const definition = findStrategy(
      body.strategy === 'active' ? world.settings.strategy : body.strategy,
    )
    if (!definition) return problem('not_found', { detail: 'There is no such strategy' })
    return ok({ effects: await operator.rotateKeys(world, definition) })
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
  async ({ world }) => ok({ effects: await operator.logoutAllUsers(world) }),
)

export const operatorEndpoints = [
  onUser('POST', '/ban', 'Disable the account', noBody, operator.ban),
  onUser('POST', '/unban', 'Enable the account again', noBody, operator.unban),
  onUser(
    'POST',
    '/role',
    'Give the account another role',
    z.strictObject({ role }),
    (world, user, given) => operator.setRole(world, user, given.role),
  ),
  onUser('POST', '/force-logout', 'Sign the account out everywhere', noBody, operator.forceLogout),
  onUser('POST', '/rekey', "Change the account's lookup id", noBody, operator.rekey),
  onUser('DELETE', '', 'Delete the account', noBody, operator.remove),
  rotateKeys,
  logoutAllUsers,
]
