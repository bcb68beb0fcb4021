import { z } from 'zod'
import { toSeconds } from '#lib/kernel/clock.ts'
import {
  contradictions,
  defaultSettings,
  settingsSchema,
  storedSettings,
  type Settings,
} from '#lib/workspace/settings.ts'
import type { Runtime } from '#lib/workspace/runtime.ts'
import type { Workspace } from '#lib/workspace/workspace.ts'
import { ok, problem, type Problem } from '../_http/answer.ts'
import { workspaceCookie, workspaceInCookie } from '../_http/credentials.ts'
import { inWorkspace, noBody, open } from '../_http/endpoint.ts'
import { user, userState } from './schemas.ts'

const tag = 'Workspaces'

const settingsPatch = settingsSchema.partial()

/** Ten years: more would leave what clients can count with. Seconds. */
const MAX_ADVANCE = 10 * 365 * 24 * 60 * 60

const tooFar = problem('invalid_request', {
  status: 422,
  detail: 'The clock does not go that far',
  errors: [{ path: 'advance', message: 'must leave the clock within a century of real time' }],
})

const workspaceState = z.object({
  workspace: z.string(),
  settings: settingsSchema,
  users: z.array(userState),
  now: z.int(),
})

const create = open(
  {
    method: 'POST',
    path: '/api/workspaces',
    tag,
    summary:
      'Make a workspace with the accounts alice, bob and admin; its id is the capability to it',
    body: z.strictObject({ settings: settingsPatch.optional() }),
    success: {
      status: 201,
      schema: workspaceState.extend({ users: z.array(user.extend({ password: z.string() })) }),
    },
    problems: ['rate_limited', 'store_unavailable'],
  },
  async ({ runtime, request, body, address }) => {
    const merged = merge(defaultSettings, body.settings ?? {}, 'settings.')
    if (!merged.ok) return merged.problem
    if (!isKnown(runtime, body.settings)) return noSuchStrategy('settings.')
    const retryAfter = await runtime.limits.addressWorkspaces.take(address)
    if (retryAfter > 0) return problem('rate_limited', { retryAfter })
    if ((await runtime.workspaces.sweep()) >= runtime.limits.workspaces) {
      return problem('rate_limited', {
        retryAfter: 60 * 60,
        detail: 'As many workspaces are alive as this server holds',
      })
    }
    const { id, workspace, users } = await runtime.create(merged.settings, address)
    const created = { workspace: id, users, settings: workspace.settings }
    return {
      status: 201,
      body: { ...created, now: toSeconds(workspace.clock.now()) },
      cookies: [workspaceCookie(request, id, workspace.settings)],
    }
  },
)

const show = inWorkspace(
  {
    method: 'GET',
    path: '/api/workspace',
    tag,
    summary: 'The workspace: its settings, its accounts and its time',
    body: noBody,
    success: { status: 200, schema: workspaceState },
    problems: ['store_unavailable'],
  },
  async ({ workspace, workspaceId }) =>
    ok({ workspace: workspaceId, ...(await stateOf(workspace)) }),
)

const change = inWorkspace(
  {
    method: 'PATCH',
    path: '/api/workspace/settings',
    tag,
    summary: 'Change some settings; they hold from the next request on',
    body: settingsPatch,
    success: { status: 200, schema: settingsSchema },
    problems: ['store_unavailable'],
  },
  async ({ runtime, request, workspace, workspaceId, body }) => {
    if (!isKnown(runtime, body)) return noSuchStrategy()
    let merged = merge(workspace.settings, body)
    await runtime.workspaces.changeSettings(workspace.key, (stored) => {
      merged = merge(storedSettings(stored), body)
      return merged.ok ? JSON.stringify(merged.settings) : null
    })
    if (!merged.ok) return merged.problem
    // A browser that keeps the workspace in its cookie takes it with the reach that was just set.
    const reach = body.originCheck !== undefined || body.sameSite !== undefined
    const follows = reach && workspaceInCookie(request) === workspaceId
    return ok(
      merged.settings,
      follows ? [workspaceCookie(request, workspaceId, merged.settings)] : [],
    )
  },
)

const clock = inWorkspace(
  {
    method: 'POST',
    path: '/api/workspace/clock',
    tag,
    summary: "Move the workspace's clock forward",
    body: z.strictObject({ advance: z.int().min(0).max(MAX_ADVANCE) }),
    success: { status: 200, schema: z.object({ now: z.int() }) },
    problems: ['store_unavailable'],
  },
  async ({ runtime, workspace, body }) => {
    const now = await runtime.workspaces.advance(workspace.key, body.advance * 1000)
    return now === null ? tooFar : ok({ now: toSeconds(now) })
  },
)

const remove = inWorkspace(
  {
    method: 'DELETE',
    path: '/api/workspace',
    tag,
    summary: 'Delete the workspace and everything in it',
    body: noBody,
    success: { status: 204 },
    problems: ['store_unavailable'],
  },
  async ({ runtime, request, workspace }) => {
    await runtime.workspaces.remove(workspace.key)
    return { status: 204, cookies: [workspaceCookie(request, '')] }
  },
)

export const workspaceEndpoints = [create, show, change, clock, remove]

/** Which strategies there are depends on the engines of the server. */
const isKnown = ({ strategies }: Runtime, { strategy }: { strategy?: string | undefined } = {}) =>
  strategy === undefined || strategies.some(({ id }) => id === strategy)

const noSuchStrategy = (prefix = '') =>
  problem('invalid_request', {
    status: 422,
    errors: [{ path: `${prefix}strategy`, message: 'there is no such strategy' }],
  })

async function stateOf(workspace: Workspace) {
  const users = await workspace.users.list()
  return {
    settings: workspace.settings,
    users: users.map(({ username, role, disabled }) => ({ username, role, disabled })),
    now: toSeconds(workspace.clock.now()),
  }
}

function merge(
  settings: Settings,
  patch: z.infer<typeof settingsPatch>,
  prefix = '',
): { ok: true; settings: Settings } | { ok: false; problem: Problem } {
  const merged = settingsSchema.parse({ ...settings, ...patch })
  const errors = contradictions(merged, Object.keys(patch))
  if (errors.length === 0) return { ok: true, settings: merged }
  return {
    ok: false,
    problem: problem('invalid_request', {
      status: 422,
      detail: 'Some settings contradict each other',
      errors: errors.map(({ path, message }) => ({ path: `${prefix}${path}`, message })),
    }),
  }
}
