import { z } from 'zod'
import { settingsSchema, type Settings } from '../sessions/settings.ts'
import { httpClient, type Held, type Send } from './http-client.ts'
import type { Client, Operator, Place, Stage } from './stage.ts'

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

/**
 * A stage on a server that speaks the HTTP contract, in a workspace of its own: the same scenarios,
 * as any client on the network would play them.
 */
export async function httpStage(
  base: string,
  strategy: string,
  settings: Partial<Settings> = {},
  send: Send = (request) => fetch(request),
  /** Sends as from another place; only the user agent differs unless somebody can do more. */
  sendFrom: (place: Place) => Send = ({ device }) =>
    (request) => {
      request.headers.set('User-Agent', device)
      return send(request)
    },
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
  const held = new WeakMap<Client, Held>()
  const transport = description.transports.includes(made.settings.transport)
    ? made.settings.transport
    : 'cookie'
  const user = (name: string) => `/api/operator/users/${encodeURIComponent(name)}`
  const operator: Operator = {
    ban: async (name) => void (await own('POST', `${user(name)}/ban`)),
    delete: async (name) => void (await own('DELETE', user(name))),
    setRole: async (name, role) => void (await own('POST', `${user(name)}/role`, { role })),
    forceLogout: async (name) => void (await own('POST', `${user(name)}/force-logout`)),
    rekey: async (name) => void (await own('POST', `${user(name)}/rekey`)),
    rotateKeys: async () => void (await own('POST', '/api/operator/rotate-keys')),
    logoutAllUsers: async () => void (await own('POST', '/api/operator/logout-all-users')),
  }
  return {
    strategy,
    tolerance: description.tolerance,
    settings: made.settings,
    operator,
    client: (place) =>
      httpClient({
        base,
        send: place ? sendFrom(place) : send,
        device: place?.device,
        workspace,
        strategy,
        transport,
        description,
        passwords,
        held,
      }),
    advance: async (seconds) =>
      void (await own('POST', '/api/workspace/clock', { advance: seconds })),
    close: async () => void (await own('DELETE', '/api/workspace')),
  }
}
