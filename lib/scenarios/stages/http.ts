import { z } from 'zod'
import { settingsSchema, type Settings } from '../../workspace/settings.ts'
import { httpClient, type Send } from './http-client.ts'
import { memoryJar, type Jar } from './http-jar.ts'
import { answerLine, type AnswerLine } from './late-answers.ts'
import { plantedCookies } from './planted.ts'
import type { Client, Operator, Outage, Place, Stage } from '../stage.ts'

/** A way to a server's tables past its front door, for who knows where its database is. */
export interface WayIn {
  /** Every text in the tables of session state of one workspace. */
  leak(workspace: string): Promise<readonly string[]>
  /** Takes those tables away, from all workspaces. */
  outage(): Promise<Outage>
}

const workspaceSchema = z.object({
  workspace: z.string(),
  settings: settingsSchema,
  users: z.array(z.object({ username: z.string(), password: z.string() })),
})

const strategiesSchema = z.array(
  z.object({
    id: z.string(),
    tolerance: z.number(),
    renews: z.boolean(),
    listsSessions: z.boolean(),
    transports: z.array(z.enum(['cookie', 'bearer'])),
    credentials: z.array(z.object({ name: z.string(), cookie: z.string() })),
  }),
)

/** With what a client goes about: how it sends, and where it keeps what it is given. */
export type Equip = (of: ClientOf, place?: Place) => { send: Send; jar: Jar; line: AnswerLine }

interface ClientOf {
  workspace: string
  strategy: string
}

/** A program: of another place it only has the user agent. */
export const plainly =
  (send: Send): Equip =>
  (_, place) => {
    const line = answerLine()
    return {
      jar: memoryJar(),
      line,
      async send(request) {
        if (place) request.headers.set('User-Agent', place.device)
        const response = await send(request)
        await line.pass()
        return response
      },
    }
  }

/**
 * A stage on a server that speaks the HTTP contract, in a workspace of its own: the same scenarios,
 * as any client on the network would play them.
 */
export async function httpStage(
  base: string,
  strategy: string,
  settings: Partial<Settings> = {},
  send: Send = (request) => fetch(request),
  equip: Equip = plainly(send),
  wayIn?: WayIn,
): Promise<Stage> {
  const call = async (method: string, path: string, body?: unknown, workspace?: string) => {
    const response = await send(
      new Request(new URL(path, base), {
        method,
        headers: {
          ...(workspace && { 'X-Lab-Workspace': workspace }),
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    )
    if (!response.ok) throw new Error(`${method} ${path} was answered with ${response.status}`)
    return response.status === 204 ? null : ((await response.json()) as unknown)
  }

  const made = workspaceSchema.parse(await call('POST', '/api/workspaces', { settings }))
  const { workspace } = made
  const own = (method: string, path: string, body?: unknown) => call(method, path, body, workspace)
  const described = strategiesSchema.parse(await own('GET', '/api/strategies'))
  const description = described.find(({ id }) => id === strategy)
  if (!description) throw new Error(`the server has no strategy ${strategy}`)

  const passwords = new Map(made.users.map((user) => [user.username, user.password]))
  const jars = new WeakMap<Client, Jar>()
  const abroad: Stage[] = []
  const plantedIn = new WeakMap<Client, { first: string[]; last: string[] }>()
  const clientOf = (under: typeof description, place?: Place) => {
    const planted: { first: string[]; last: string[] } = { first: [], last: [] }
    const client = httpClient({
      base,
      planted,
      ...equip({ workspace, strategy: under.id }, place),
      device: place?.device,
      workspace,
      strategy: under.id,
      transport: under.transports.includes(made.settings.transport)
        ? made.settings.transport
        : 'cookie',
      description: under,
      passwords,
      jars,
    })
    plantedIn.set(client, planted)
    return client
  }
  const user = (name: string) => `/api/operator/users/${encodeURIComponent(name)}`
  const operator: Operator = {
    async offerReset(name) {
      const offered = await own('POST', `${user(name)}/password-reset`)
      return z.object({ token: z.string() }).parse(offered).token
    },
    ban: async (name) => void (await own('POST', `${user(name)}/ban`)),
    delete: async (name) => void (await own('DELETE', user(name))),
    setRole: async (name, role) => void (await own('POST', `${user(name)}/role`, { role })),
    forceLogout: async (name) => void (await own('POST', `${user(name)}/force-logout`)),
    rekey: async (name) => void (await own('POST', `${user(name)}/rekey`)),
    rotateKeys: async (how) =>
      void (await own('POST', '/api/operator/rotate-keys', { routine: how === 'routine' })),
    logoutAllUsers: async () => void (await own('POST', '/api/operator/logout-all-users')),
  }
  return {
    strategy,
    tolerance: description.tolerance,
    settings: made.settings,
    operator,
    client: (place) => clientOf(description, place),
    advance: async (seconds) =>
      void (await own('POST', '/api/workspace/clock', { advance: seconds })),
    async plant(victim, planted) {
      const { first = [], last = [] } = plantedIn.get(victim) ?? {}
      const cookies = plantedCookies(description.credentials, planted)
      const where = 'sent' in planted && planted.sent === 'first' ? first : last
      where.push(...cookies.map(({ name, value }) => `${name}=${value}`))
    },
    async elsewhere(kind) {
      if (kind === 'workspace') {
        const other = await httpStage(base, strategy, settings, send, equip)
        abroad.push(other)
        return [other.client()]
      }
      return described.filter(({ id }) => id !== strategy).map((other) => clientOf(other))
    },
    ...(wayIn && { leak: () => wayIn.leak(workspace), outage: () => wayIn.outage() }),
    async close() {
      for (const other of abroad) await other.close()
      await own('DELETE', '/api/workspace')
    },
  }
}
