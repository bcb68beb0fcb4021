import { AsyncLocalStorage } from 'node:async_hooks'
import { parseSetCookie, type SetCookie } from 'cookie'
import { expect } from 'vitest'
import { z } from 'zod'
import { virtualClock, type VirtualClock } from '#lib/kernel/clock.ts'
import { credentialCookieName, workspaceCookieName } from '#lib/kernel/cookie-names.ts'
import { CONNECTION, type Connection } from '#lib/kernel/connection.ts'
import { problems, type ProblemCode } from '#lib/kernel/problem.ts'
import { cookieHeader, withSet } from '#lib/scenarios/stages/http-jar.ts'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import { IN_MEMORY, openBackend } from '#lib/stores/open.ts'
import { strategies } from '#lib/strategies/registry.ts'
import { createRuntime, type Runtime, type RuntimeOptions } from '#lib/workspace/runtime.ts'
import { defaultSettings, type Settings } from '#lib/workspace/settings.ts'
import { endpoints } from '../_endpoints/all.ts'
import type { Endpoint } from '../_http/endpoint.ts'
import { serve } from '../_http/serve.ts'

/** A client of the contract for tests: every answer that it sees is held to the contract as well. */

export const QUICK_PASSWORDS = { memoryCost: 8, timeCost: 1, parallelism: 1 }
export const SECRET = 'a secret of the tests, long enough'

/** Where the tests have the lab: at its usual port, where cookies have their plain names. */
export const ORIGIN = 'http://lab.test:3000'

export const cookieOf = (strategy: string, credential: string, origin = ORIGIN): string =>
  credentialCookieName(strategy, credential, new URL(origin))

const problemBody = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(Object.keys(problems) as [ProblemCode]),
  detail: z.string(),
  errors: z.array(z.strictObject({ path: z.string(), message: z.string() })).optional(),
})

const created = z.object({
  workspace: z.string(),
  users: z.array(z.object({ username: z.string(), password: z.string() })),
})

const told = z.object({
  credentials: z.record(z.string(), z.string().nullable()).optional(),
})

export interface Reply {
  status: number
  /** Of a problem. */
  code: ProblemCode | undefined
  body: unknown
  text: string
  headers: Headers
  cookies: SetCookie[]
}

export interface Server {
  runtime: Runtime
  clock: VirtualClock
  workspace(settings?: Partial<Settings>): Promise<Workspace>
}

export async function createServer(options: Partial<RuntimeOptions> = {}): Promise<Server> {
  const clock = virtualClock()
  const runtime = await createRuntime({
    strategies,
    secret: SECRET,
    clock,
    passwordCost: QUICK_PASSWORDS,
    ...options,
    backend: options.backend ?? openBackend(IN_MEMORY),
  })
  return {
    runtime,
    clock,
    async workspace(settings = {}) {
      const client = new Client(runtime)
      const reply = await client.call('POST', '/api/workspaces', { settings })
      const { workspace, users } = created.parse(reply.body)
      const passwords = Object.fromEntries(users.map((user) => [user.username, user.password]))
      return new Workspace(runtime, workspace, passwords, { ...defaultSettings, ...settings })
    },
  }
}

/** A workspace, seen by whoever holds its id. */
export class Workspace {
  readonly runtime: Runtime
  readonly id: string
  readonly passwords: Record<string, string>
  settings: Settings

  constructor(runtime: Runtime, id: string, passwords: Record<string, string>, settings: Settings) {
    this.runtime = runtime
    this.id = id
    this.passwords = passwords
    this.settings = settings
  }

  client(strategy: StrategyDefinition | 'active', origin?: string): Client {
    return new Client(this.runtime, { workspace: this, strategy, ...(origin && { origin }) })
  }

  /** Calls with the workspace's capability alone. */
  call(method: string, path: string, body?: unknown): Promise<Reply> {
    return new Client(this.runtime, { workspace: this }).call(method, path, body)
  }

  async set(settings: Partial<Settings>): Promise<void> {
    mustBeDone(await this.call('PATCH', '/api/workspace/settings', settings))
    this.settings = { ...this.settings, ...settings }
  }

  async advance(seconds: number): Promise<void> {
    mustBeDone(await this.call('POST', '/api/workspace/clock', { advance: seconds }))
  }

  passwordOf(username: string): string {
    return this.passwords[username] ?? 'there is no such user'
  }
}

function mustBeDone({ status, text }: Reply) {
  if (status !== 200) throw new Error(`${status} ${text}`)
}

interface ClientOptions {
  origin?: string
  workspace?: Workspace
  strategy?: StrategyDefinition | 'active'
}

/** A browser in cookie transport, a program in bearer transport; `carried` is what it holds. */
export class Client {
  readonly runtime: Runtime
  readonly options: ClientOptions
  readonly origin: string
  /** Cookies by name. */
  jar = new Map<string, string>()
  /** Bearer credentials by name. */
  bearer = new Map<string, string>()

  constructor(runtime: Runtime, options: ClientOptions = {}) {
    this.runtime = runtime
    this.options = options
    this.origin = options.origin ?? ORIGIN
  }

  /** The thief: another client with the same credentials, as they are now. */
  copy(): Client {
    const copy = new Client(this.runtime, this.options)
    copy.jar = new Map(this.jar)
    copy.bearer = new Map(this.bearer)
    return copy
  }

  /** A call under the client's strategy: `rest` follows `/api/strategies/{id}/`. */
  under(method: string, rest: string, body?: unknown, headers?: HeadersInit): Promise<Reply> {
    const { strategy = 'active' } = this.options
    const id = strategy === 'active' ? strategy : strategy.id
    return this.call(method, `/api/strategies/${id}/${rest}`, body, headers)
  }

  logIn(username = 'alice', device?: string): Promise<Reply> {
    const password = this.options.workspace?.passwordOf(username)
    return this.under('POST', 'login', { username, password, ...(device && { device }) })
  }

  me(): Promise<Reply> {
    return this.under('GET', 'me')
  }

  /** In bearer transport the refresh token travels in the body. */
  refresh(): Promise<Reply> {
    const refresh = this.bearer.get('refresh')
    return this.under('POST', 'refresh', refresh === undefined ? {} : { refresh })
  }

  logOut(scope: 'this' | 'others' | 'all' = 'this'): Promise<Reply> {
    return this.under('POST', 'logout', { scope })
  }

  async call(method: string, path: string, body?: unknown, extra?: HeadersInit): Promise<Reply> {
    const headers = new Headers(extra)
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    if (body !== undefined && !headers.has('Content-Type')) {
      headers.set('Content-Type', 'application/json')
    }
    return this.send(new Request(this.origin + path, { method, headers, body: text ?? null }))
  }

  /** Sends a request as it is, with the workspace and the credentials added. */
  async send(request: Request): Promise<Reply> {
    const { workspace } = this.options
    const { headers } = request
    if (workspace && !headers.has('X-Lab-Workspace')) headers.set('X-Lab-Workspace', workspace.id)
    const access = this.bearer.get('access')
    if (access !== undefined && !headers.has('Authorization')) {
      headers.set('Authorization', `Bearer ${access}`)
    }
    if (this.jar.size > 0 && !headers.has('Cookie')) {
      headers.set('Cookie', cookieHeader(this.jar))
    }
    const reply = await exchange(request, this.runtime)
    this.keep(reply)
    return reply
  }

  private keep({ status, body, headers }: Reply) {
    this.jar = withSet(this.jar, { headers })
    this.jar.delete(workspaceCookieName(new URL(this.origin)))
    const { credentials = {} } = status < 300 ? (told.safeParse(body).data ?? {}) : {}
    for (const [name, value] of Object.entries(credentials)) {
      if (value === null) this.bearer.delete(name)
      else this.bearer.set(name, value)
    }
  }
}

/** One request and its answer, which must be one that the contract knows for that call. */
export async function exchange(request: Request, runtime: Runtime): Promise<Reply> {
  const endpoint = endpointOf(request.method, new URL(request.url).pathname)
  const response = await serve(request, async () => runtime)
  // Neither ends soon: what flows in them has tests of its own.
  const isStream = /^(text\/event-stream|application\/x-ndjson)/.test(
    response.headers.get('Content-Type') ?? '',
  )
  if (isStream) await response.body?.cancel()
  const text = isStream ? '' : await response.text()
  const type = response.headers.get('Content-Type') ?? ''
  const body: unknown = type.endsWith('json') ? JSON.parse(text) : undefined
  const reply: Reply = {
    status: response.status,
    code: undefined,
    body,
    text,
    headers: response.headers,
    cookies: response.headers.getSetCookie().map((line) => parseSetCookie(line)),
  }
  expect(reply.headers.get('Cache-Control')).toBe(isStream ? 'no-store, no-transform' : 'no-store')
  if (reply.status >= 400) {
    expect(type).toBe('application/problem+json')
    reply.code = expectProblem(reply, endpoint)
  } else if (endpoint) expectSuccess(reply, endpoint)
  return reply
}

function expectProblem({ status, body, headers }: Reply, endpoint: Endpoint | undefined) {
  const problem = problemBody.parse(body)
  expect(problem.status).toBe(status)
  expect(headers.has('WWW-Authenticate')).toBe(status === 401)
  expect(headers.has('Retry-After')).toBe(status === 429 || status === 503)
  if (endpoint) {
    const { method, path, problems: documented } = endpoint
    expect(documented, `${method} ${path} documents ${problem.code}`).toContain(problem.code)
  }
  return problem.code
}

/** Strictly: what the schema does not name is dropped by parsing it, and then missed. */
function expectSuccess({ status, body, headers }: Reply, { success, method, path }: Endpoint) {
  if (method === 'GET' && status === 204) return
  expect(status, `${method} ${path}`).toBe(success.status)
  if (success.schema) expect(success.schema.parse(body), `${method} ${path}`).toEqual(body)
  else expect(body).toBeUndefined()
  if (success.type) expect(headers.get('Content-Type')).toContain(success.type)
}

function endpointOf(method: string, path: string): Endpoint | undefined {
  const parts = path.split('/')
  return endpoints.find(({ method: its, path: pattern }) => {
    const expected = pattern.split('/')
    const matches = (part: string, index: number) => part.startsWith('{') || part === parts[index]
    return its === method && expected.length === parts.length && expected.every(matches)
  })
}

const shared = globalThis as { [CONNECTION]?: AsyncLocalStorage<Connection> }

/** Lets what `work` sends come from an address, as the server's listener would tell it. */
export const from = <T>(address: string, work: () => Promise<T>): Promise<T> =>
  (shared[CONNECTION] ??= new AsyncLocalStorage()).run({ address, path: '/' }, work)
