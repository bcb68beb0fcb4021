import { z } from 'zod'
import { storeUnavailable } from '#lib/kernel/problem.ts'
import { cookieHeader, withSet } from '#lib/scenarios/stages/http-jar.ts'
import type { Carried, Session, StrategyDefinition } from '#lib/strategies/contract.ts'
import type { Settings } from '#lib/workspace/settings.ts'
import { canEnd, UNTOLD, type Grant } from './log.ts'
import type { Asked } from './machines.ts'
import { callOf, nextPassword } from './operator-calls.ts'
import { devices, isByOperator, isWithCredentials } from './operations.ts'
import type { ByOperator, WithCredentials } from './operations.ts'
import { passwordIn, versionOf } from './passwords.ts'

/** A server, as who speaks to it over HTTP. */
export interface Connection {
  create(settings: Settings): Promise<string>
  ask(asked: Asked): Promise<void>
}

const sessionSchema = z.object({
  id: z.string(),
  device: z.string(),
  createdAt: z.int(),
  expiresAt: z.int(),
})
const answerSchema = z.object({
  code: z.string().optional(),
  detail: z.string().optional(),
  user: z.object({ username: z.string(), role: z.enum(['member', 'admin']) }).optional(),
  session: sessionSchema.optional(),
  sessions: z.array(z.object({ id: z.string(), current: z.boolean() })).optional(),
  effects: z.record(z.string(), z.string()).optional(),
  workspace: z.string().optional(),
  token: z.string().optional(),
  expiresAt: z.int().optional(),
})
type Answer = z.infer<typeof answerSchema>

const described = z.array(
  z.object({
    id: z.string(),
    credentials: z.array(z.object({ name: z.string(), cookie: z.string() })),
  }),
)

interface Request {
  method?: 'GET' | 'POST' | 'DELETE'
  path: string
  body?: object
  workspace?: string
  cookies?: ReadonlyMap<string, string>
}

export async function connect(url: string): Promise<Connection> {
  async function send({ method = 'POST', path, body = {}, workspace, cookies }: Request) {
    const hasBody = method === 'POST'
    try {
      const response = await fetch(url + path, {
        method,
        headers: {
          ...(workspace !== undefined && { 'X-Lab-Workspace': workspace }),
          ...(cookies?.size && { Cookie: cookieHeader(cookies) }),
          ...(hasBody && { 'Content-Type': 'application/json' }),
        },
        ...(hasBody && { body: JSON.stringify(body) }),
      })
      return { response, body: (await response.json()) as unknown }
    } catch (error) {
      // It ended before it could answer: whether it has happened, nobody knows.
      throw storeUnavailable('server', error)
    }
  }

  async function ask(request: Request): Promise<{ response: Response; answer: Answer }> {
    const { response, body } = await send(request)
    const answer = answerSchema.parse(body)
    if (answer.code === 'store_unavailable')
      throw storeUnavailable('server', new Error(answer.detail))
    if (response.ok || [401, 403, 404].includes(response.status)) return { response, answer }
    throw new Error(`${request.path} answers ${response.status} ${answer.detail ?? ''}`)
  }

  const listed = described.parse((await send({ method: 'GET', path: '/api/strategies' })).body)
  // The names change with the port, and so with each start.
  const wire = new Map(listed.map(({ id, credentials }) => [id, credentials]))
  const cookiesOf = ({ id }: StrategyDefinition, carried: Carried) => {
    const held = new Map(Object.entries(carried))
    return new Map(
      (wire.get(id) ?? []).flatMap(({ name, cookie }) => {
        const value = held.get(name)
        return value === undefined ? [] : ([[cookie, value]] as const)
      }),
    )
  }
  const carriedIn = ({ id }: StrategyDefinition, cookies: ReadonlyMap<string, string>): Carried =>
    Object.fromEntries(
      (wire.get(id) ?? []).flatMap(({ name, cookie }) => {
        const value = cookies.get(cookie)
        return value === undefined ? [] : [[name, value]]
      }),
    )

  /** By somebody who presents credentials, or a password. */
  async function present(what: WithCredentials, asked: Asked): Promise<void> {
    const { operation, entry, strategy, workspace, truth, other } = asked
    const { used } = entry
    const cookies = cookiesOf(strategy, used?.carried ?? {})
    const owner = devices[operation.device] ?? devices[0]
    const under = (path: string, body: object = {}, method: Request['method'] = 'POST') =>
      ask({
        method,
        path: `/api/strategies/${strategy.id}/${path}`,
        body,
        workspace,
        cookies,
      })
    type Told = Awaited<ReturnType<typeof ask>>
    const answered = ({ response, answer }: Told): boolean => {
      entry.answer = response.ok ? 'done' : 'refused'
      entry.reason = answer.code ?? ''
      return response.ok
    }
    function sessionIn({ user, session }: Answer): Session {
      if (!session) throw new Error(`${what} tells of no session`)
      const { id, device, createdAt, expiresAt } = session
      return {
        id,
        device,
        account: UNTOLD,
        username: user?.username ?? used?.session.username ?? '',
        role: user?.role ?? 'member',
        signedInAt: createdAt * 1000,
        expiresAt: expiresAt * 1000,
      }
    }
    function keep(
      { response, answer }: Told,
      { before, ...kept }: Pick<Grant, 'from' | 'passwordVersion'> & { before: typeof cookies },
    ): void {
      const session = sessionIn(answer)
      const carried = carriedIn(strategy, withSet(before, response))
      const expiresAt = endOf(carried.access) ?? session.expiresAt
      asked.keep(entry, { strategy, session, carried, expiresAt, ...kept })
    }
    /** In exchange for credentials where it can be known that they are in force, else for the password. */
    const source = canEnd(strategy) ? used : null
    const nothing = new Map<string, string>()

    switch (what) {
      case 'sign in': {
        const { passwordHash, passwordVersion } = (await truth()) ?? noUser
        const password = passwordIn(passwordHash) || 'none'
        const given = { username: owner.username, password, device: owner.name }
        const told = await under('login', given)
        if (answered(told)) keep(told, { passwordVersion, from: null, before: nothing })
        return
      }
      case 'look': {
        const told = await under('me', {}, 'GET')
        if (answered(told)) entry.seen = sessionIn(told.answer)
        return
      }
      case 'renew': {
        const told = await under('refresh')
        if (!answered(told) || !used) return
        entry.seen = { ...sessionIn(told.answer), role: null }
        const { passwordVersion } = used
        return keep(told, { passwordVersion, from: used, before: cookies })
      }
      case 'log out here':
      case 'log the others out':
      case 'log out everywhere': {
        const told = await under('logout', { scope: scopes[what] })
        if (!answered(told) || !told.answer.session || !used) return
        const { passwordVersion } = used
        return keep(told, { passwordVersion, from: used, before: nothing })
      }
      case 'end a device': {
        const list = other === undefined ? await under('sessions', {}, 'GET') : null
        if (list && !answered(list)) return
        const own = list?.answer.sessions?.find(({ current }) => current)?.id
        entry.target = other ?? own ?? null
        answered(await under(`sessions/${entry.target ?? ''}`, {}, 'DELETE'))
        return
      }
      case 'change the password': {
        const { passwordHash, passwordVersion } = (await truth()) ?? noUser
        const given = {
          current: passwordIn(passwordHash) || 'none',
          next: nextPassword(entry.started),
        }
        const told = await under('password', given)
        const next = passwordVersion + 1
        if (!answered(told)) return
        entry.passwordVersion = next
        return keep(told, { passwordVersion: next, from: source, before: nothing })
      }
      case 'give the password again': {
        const { passwordHash, passwordVersion } = (await truth()) ?? noUser
        const told = await under('reauthenticate', { password: passwordIn(passwordHash) || 'none' })
        if (answered(told)) keep(told, { passwordVersion, from: source, before: nothing })
      }
    }
  }

  async function operate(what: ByOperator, asked: Asked): Promise<void> {
    const { entry, workspace, truth, keepReset } = asked
    const [method, path, body] = callOf(what, entry)
    const { response, answer } = await ask({ method, path, workspace, ...(body && { body }) })
    const { effects } = answer
    // Nothing was told to anybody: somebody else was first.
    const isEmpty = effects !== undefined && Object.keys(effects).length === 0
    entry.answer = response.ok && (what === 'delete' || !isEmpty) ? 'done' : 'refused'
    entry.reason = answer.code ?? ''
    const { token, expiresAt } = answer
    if (token !== undefined && expiresAt !== undefined)
      keepReset(entry, { token, expiresAt: expiresAt * 1000 })
    if (what === 'reset the password' && response.ok)
      entry.passwordVersion = versionOf(nextPassword(entry.started), await truth())
  }

  return {
    async create(settings) {
      const { answer } = await ask({ path: '/api/workspaces', body: { settings } })
      if (answer.workspace === undefined) throw new Error('no workspace was made')
      return answer.workspace
    },
    async ask(asked) {
      const { what } = asked.operation
      if (isWithCredentials(what)) return present(what, asked)
      if (isByOperator(what)) return operate(what, asked)
    },
  }
}

const noUser = { passwordHash: '', passwordVersion: 0 }
const scopes = {
  'log out here': 'this',
  'log the others out': 'others',
  'log out everywhere': 'all',
} as const

/** When a token ends by its own word, where it is one that can be read. Milliseconds. */
function endOf(access: string | undefined): number | undefined {
  const body = Buffer.from(access?.split('.')[1] ?? '', 'base64url').toString()
  try {
    return z.object({ exp: z.int() }).parse(JSON.parse(body)).exp * 1000
  } catch {
    return undefined
  }
}
