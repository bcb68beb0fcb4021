import { z } from 'zod'
import { workspaceCookieName } from '#lib/kernel/cookie-names.ts'
import { cookieName } from '#lib/kernel/cookie-names.ts'
import { cookieHeader, withSet } from '#lib/scenarios/stages/http-jar.ts'

/** A client over real HTTP: a jar of cookies, and the workspace that it belongs to. */

const created = z.object({
  workspace: z.string(),
  users: z.array(z.object({ username: z.string(), password: z.string() })),
})

export interface Lab {
  workspace: string
  passwords: Record<string, string>
}

export interface Answer {
  status: number
  body: unknown
  headers: Headers
}

export async function newLab(url: string, settings: object = {}): Promise<Lab> {
  const { status, body } = await new Client(url).call('POST', '/api/workspaces', { settings })
  if (status !== 201) throw new Error(`no workspace: ${status} ${JSON.stringify(body)}`)
  const { workspace, users } = created.parse(body)
  return {
    workspace,
    passwords: Object.fromEntries(users.map(({ username, password }) => [username, password])),
  }
}

export class Client {
  readonly url: string
  readonly lab: Lab | undefined
  jar: Map<string, string>

  constructor(url: string, lab?: Lab, jar = new Map<string, string>()) {
    this.url = url
    this.lab = lab
    this.jar = jar
  }

  /** The thief; `url` where the server has come back at another port, by which cookies are named. */
  copy(url = this.url): Client {
    const before = cookieName('', new URL(this.url))
    const after = cookieName('', new URL(url))
    const jar = [...this.jar].map(([name, value]) => [name.replace(before, after), value] as const)
    return new Client(url, this.lab, new Map(jar))
  }

  get cookie(): string {
    return cookieHeader(this.jar)
  }

  logIn(strategy: string, username = 'alice'): Promise<Answer> {
    const password = this.lab?.passwords[username]
    return this.under(strategy, 'POST', 'login', { username, password })
  }

  under(strategy: string, method: string, rest: string, body?: unknown): Promise<Answer> {
    return this.call(method, `/api/strategies/${strategy}/${rest}`, body)
  }

  async call(method: string, path: string, body?: unknown, extra = {}): Promise<Answer> {
    const response = await fetch(this.url + path, {
      method,
      headers: {
        ...(this.lab && { 'X-Lab-Workspace': this.lab.workspace }),
        ...(this.jar.size > 0 && { Cookie: this.cookie }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...extra,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    this.jar = withSet(this.jar, response)
    this.jar.delete(workspaceCookieName(new URL(this.url)))
    const text = await response.text()
    const isJson = response.headers.get('Content-Type')?.includes('json') ?? false
    const parsed: unknown = isJson ? JSON.parse(text) : text
    return { status: response.status, body: parsed, headers: response.headers }
  }
}

const refusal = z.object({ code: z.string() })

/**
 * Presents a copy of what was held, for a request or a renewal, and nothing of it is used up.
 * @returns `in`, or the reason why not. Without a credential nobody would look at what it stands for.
 */
export async function knock(
  held: Client,
  { strategy, to, url }: { strategy: string; to: 'look' | 'renew'; url: string },
): Promise<string> {
  const copy = held.copy(url)
  const { status, body } =
    to === 'renew'
      ? await copy.under(strategy, 'POST', 'refresh', {})
      : await copy.under(strategy, 'GET', 'me')
  if (status === 200) return 'in'
  const { code } = refusal.parse(body)
  if (status !== 401 && status !== 403) throw new Error(`${strategy} answers ${status} ${code}`)
  return code
}
