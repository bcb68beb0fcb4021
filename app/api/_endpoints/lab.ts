import { z } from 'zod'
import type { User } from '#lib/accounts/users.ts'
import { toSeconds } from '#lib/kernel/clock.ts'
import { knock, look } from '#lib/scenarios/knock.ts'
import { sqlitePocket } from '#lib/stores/sqlite/pocket.ts'
import { announce } from '#lib/sessions/account-events.ts'
import type { Carried, StrategyDefinition } from '#lib/sessions/contract.ts'
import { strategies } from '#lib/sessions/registry.ts'
import { grantTo } from '#lib/sessions/sign-in.ts'
import { ok, problem, type Answer } from '../_http/answer.ts'
import { carriedBy, credentialsBody, setCookies, transportFor } from '../_http/credentials.ts'
import { inWorkspace, noBody, type WorkspaceCall } from '../_http/endpoint.ts'
import { username } from './schemas.ts'

/**
 * What the lab's page asks for beyond the contract: it plays victim and thief at once, under every
 * strategy. The victim is the visitor's browser; the thief's copies are kept here, because a page
 * cannot read an `HttpOnly` cookie.
 */

const tag = 'Lab'
const problems = ['store_unavailable'] as const

const carriedSchema = z
  .record(
    z.string().max(64),
    z.strictObject({
      access: z.string().max(8192).exactOptional(),
      refresh: z.string().max(8192).exactOptional(),
      cache: z.string().max(8192).exactOptional(),
    }),
  )
  .describe('In bearer transport: what the page holds under each strategy')
  .optional()

type LabCall = WorkspaceCall<{ carried?: z.infer<typeof carriedSchema> }>

const lookSchema = z.object({
  accepted: z.boolean(),
  reason: z.string().nullable(),
  username: z.string().nullable(),
  role: z.string().nullable(),
  bytes: z.int(),
  reads: z.int(),
  writes: z.int(),
  micros: z.int(),
})

const accounts = inWorkspace(
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
    const users = await call.world.users.list()
    const listed = users.map(async (user) => ({
      username: user.username,
      role: user.role,
      disabled: user.disabled,
      password: await proposedPassword(call, user),
    }))
    return ok({ accounts: await Promise.all(listed) })
  },
)

const steal = inWorkspace(
  {
    method: 'POST',
    path: '/api/lab/steal',
    tag,
    summary: 'Copy what this browser carries into the pocket of the thief',
    body: z.strictObject({ carried: carriedSchema }),
    success: {
      status: 200,
      schema: z.object({ copied: z.record(z.string(), z.array(z.string())) }),
    },
    problems,
  },
  async (call) => {
    const pocket = pocketOf(call)
    const copied: Record<string, string[]> = {}
    for (const definition of strategies) {
      const carried = carriedUnder(call, definition)
      if (Object.keys(carried).length === 0) continue
      await pocket.put(definition.id, { carried, copiedAt: call.world.clock.now() })
      copied[definition.id] = Object.keys(carried)
    }
    return ok({ copied })
  },
)

const round = inWorkspace(
  {
    method: 'POST',
    path: '/api/lab/round',
    tag,
    summary: 'Look at the victim and let the thief knock, once under every strategy',
    body: z.strictObject({ carried: carriedSchema, knock: z.boolean().default(true) }),
    success: {
      status: 200,
      schema: z.object({
        now: z.int(),
        lanes: z.record(
          z.string(),
          z.object({
            victim: lookSchema,
            thief: lookSchema.extend({ renewed: z.boolean(), copiedAt: z.int() }).nullable(),
          }),
        ),
      }),
    },
    problems,
  },
  async (call) => {
    const { world, body } = call
    const pocket = pocketOf(call)
    const copies = body.knock ? await pocket.all() : null
    const lanes: Record<string, unknown> = {}
    for (const definition of strategies) {
      const victim = await look(world, definition, carriedUnder(call, definition), 'passive')
      const copy = copies?.get(definition.id)
      if (!copy) {
        lanes[definition.id] = { victim, thief: null }
        continue
      }
      const { look: seen, renewed } = await knock(world, definition, copy.carried)
      if (renewed) await pocket.put(definition.id, { ...copy, carried: renewed })
      const thief = { ...seen, renewed: renewed !== null, copiedAt: toSeconds(copy.copiedAt) }
      lanes[definition.id] = { victim, thief }
    }
    return ok({ now: toSeconds(world.clock.now()), lanes })
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

const password = inWorkspace(
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
    const { world, runtime, body } = call
    const user = await world.users.named(body.username)
    if (!user) return problem('not_found', { detail: 'There is no such user' })
    const signedIn = await signedInUnder(call, user)
    const next = runtime.passwords.suggest(world.key, user.username, user.passwordVersion + 1)
    const hash = await runtime.passwords.hash(next)
    if (!(await world.users.setPassword(user.username, hash, user.passwordVersion))) {
      return problem('invalid_request', { detail: 'The password has just been changed' })
    }
    await announce(world, { type: 'password-change', account: user.id })
    return grantEverywhere(call, user.username, signedIn, next)
  },
)

const reauthenticate = inWorkspace(
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
    const user = await call.world.users.named(call.body.username)
    if (!user) return problem('not_found', { detail: 'There is no such user' })
    const proposed = await proposedPassword(call, user)
    return grantEverywhere(call, user.username, await signedInUnder(call, user), proposed)
  },
)

const startOver = inWorkspace(
  {
    method: 'POST',
    path: '/api/lab/start-over',
    tag,
    summary: "Forget the thief's copies, and put the three accounts back as they were",
    body: noBody,
    success: { status: 200, schema: z.object({ now: z.int() }) },
    problems,
  },
  async (call) => {
    await pocketOf(call).empty()
    await call.runtime.restoreUsers(call.world)
    return ok({ now: toSeconds(call.world.clock.now()) })
  },
)

export const labEndpoints = [accounts, steal, round, password, reauthenticate, startOver]

const pocketOf = ({ runtime, world }: WorkspaceCall<unknown>) =>
  sqlitePocket(runtime.db, runtime.sealer, world.key)

function carriedUnder({ request, world, body }: LabCall, definition: StrategyDefinition): Carried {
  const transport = transportFor(request, definition, world.settings)
  return transport.kind === 'cookie'
    ? carriedBy(request, transport)
    : (body.carried?.[definition.id] ?? {})
}

/** The password that the lab proposed, if it still opens the account. */
async function proposedPassword({ runtime, world }: WorkspaceCall<unknown>, user: User) {
  const proposed = runtime.passwords.suggest(world.key, user.username, user.passwordVersion)
  const holds = await runtime.passwords.inTurn((verify) => verify(user.passwordHash, proposed))
  return holds ? proposed : null
}

async function signedInUnder(call: LabCall, user: User): Promise<StrategyDefinition[]> {
  const found: StrategyDefinition[] = []
  for (const definition of strategies) {
    const seen = await look(call.world, definition, carriedUnder(call, definition), 'passive')
    if (seen.accepted && seen.username === user.username) found.push(definition)
  }
  return found
}

/** New credentials for this browser, under each of the strategies. */
async function grantEverywhere(
  call: LabCall,
  name: string,
  definitions: StrategyDefinition[],
  known: string | null,
): Promise<Answer> {
  const { world, request } = call
  const cookies: string[] = []
  const credentials: Record<string, Record<string, string | null>> = {}
  for (const definition of definitions) {
    const user = await world.users.named(name)
    if (!user) return problem('not_found', { detail: 'There is no such user' })
    const transport = transportFor(request, definition, world.settings)
    const carried = carriedUnder(call, definition)
    const result = await grantTo({ world, definition, carried }, user, 'This browser')
    if (!result.ok) return problem(result.reason)
    cookies.push(...setCookies(result.credentials, transport, world.clock.now()))
    const told = credentialsBody(result.credentials, transport)
    if ('credentials' in told) credentials[definition.id] = told.credentials
  }
  return ok({ password: known, credentials }, cookies)
}
