import { z } from 'zod'
import { strategies } from '../../lib/strategies/registry.ts'
import type { Target } from './load.ts'

/** Who asks over HTTP: a workspace of the built server, and somebody signed in under each strategy. */

const workspaceSchema = z.object({
  workspace: z.string(),
  users: z.array(z.object({ username: z.string(), password: z.string() })),
})

const grantedSchema = z.object({ credentials: z.object({ access: z.string() }).optional() })

export type Kind = 'cookie' | 'bearer'

export interface Visitor {
  transport: Kind
  /** Strategies that there are in this transport. */
  names: readonly string[]
  /** Signs in, and answers where `/me` is asked with that. */
  enter(strategy: string): Promise<Target>
  /** One sign-in, with the password. Answers the status. */
  signIn(strategy: string): Promise<number>
  /** Ends every session of somebody else, under every strategy. Answers the status. */
  revoke(): Promise<number>
}

const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((line) => line.slice(0, line.indexOf(';')))
    .join('; ')

export async function visit(url: string, transport: Kind): Promise<Visitor> {
  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  const made = await post('/api/workspaces', { settings: { transport } })
  const { workspace, users } = workspaceSchema.parse(await made.json())
  const ours = { 'X-Lab-Workspace': workspace }
  const password = users.find(({ username }) => username === 'alice')?.password ?? ''
  const login = (strategy: string) =>
    post(`/api/strategies/${strategy}/login`, { username: 'alice', password }, ours)

  async function enter(id: string): Promise<Target> {
    const answer = await login(id)
    if (!answer.ok) throw new Error(`${id}: nobody is let in (${answer.status})`)
    const { access = '' } = grantedSchema.parse(await answer.json()).credentials ?? {}
    const held: Record<string, string> =
      transport === 'bearer' ? { Authorization: `Bearer ${access}` } : { Cookie: cookiesOf(answer) }
    return { url: `${url}/api/strategies/${id}/me`, headers: { ...ours, ...held } }
  }
  return {
    transport,
    names: strategies
      .filter(({ transports }) => transports.includes(transport))
      .map(({ id }) => id),
    enter,
    signIn: async (strategy) => (await drained(await login(strategy))).status,
    revoke: async () =>
      (await drained(await post('/api/operator/users/bob/force-logout', {}, ours))).status,
  }
}

async function drained(response: Response): Promise<Response> {
  await response.arrayBuffer()
  return response
}
