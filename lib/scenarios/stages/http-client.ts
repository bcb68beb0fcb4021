import type { Outcome } from '../../evidence/model.ts'
import { z } from 'zod'
import { storeUnavailable } from '../../kernel/problem.ts'
import { httpChannel } from './http-channel.ts'
import { cookieHeader, type Held, type Jar } from './http-jar.ts'
import type { Client } from '../stage.ts'
import { askingLate, type AnswerLine } from './late-answers.ts'

/** Sends one request; `fetch` for a running server. */
export type Send = (request: Request) => Promise<Response>

interface Setting {
  base: string
  send: Send
  workspace: string
  strategy: string
  transport: 'cookie' | 'bearer'
  description: {
    renews: boolean
    listsSessions: boolean
    credentials: { name: string; cookie: string }[]
  }
  /** What it calls itself when it signs in; the server names it by its user agent otherwise. */
  device: string | undefined
  passwords: Map<string, string>
  jar: Jar
  /** On which its answers come. */
  line: AnswerLine
  /** Cookies that somebody else has planted beside its own, as they are sent. */
  planted: { first: string[]; last: string[] }
  /** The jars of all clients of the stage, so that one can copy another. */
  jars: WeakMap<Client, Jar>
}

const answerSchema = z.object({
  code: z.string().optional(),
  user: z.object({ role: z.enum(['member', 'admin']) }).optional(),
  credentials: z.record(z.string(), z.string().nullable()).optional(),
  sessions: z.array(z.object({ id: z.string(), device: z.string() })).optional(),
  ended: z.enum(['server', 'client-only']).optional(),
})
type Answer = z.infer<typeof answerSchema>

/** A client which does over HTTP what a browser or an app would. */
export function httpClient(setting: Setting): Client {
  const { base, send, workspace, strategy, transport, description, passwords, jar } = setting
  const ownDevice = setting.device ?? 'a browser'
  let owner = ''
  const passwordOf = (name: string) => passwords.get(name) ?? ''

  function requestFor(
    { cookies, credentials }: Held,
    method: string,
    path: string,
    body?: object,
  ): Request {
    const access = credentials.get('access')
    return new Request(new URL(path, new URL(`/api/strategies/${strategy}/`, base)), {
      method,
      headers: {
        'X-Lab-Workspace': workspace,
        ...cookieFor(cookies),
        ...(access !== undefined && { Authorization: `Bearer ${access}` }),
        ...(body && { 'Content-Type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    })
  }

  function cookieFor(cookies: Held['cookies']): { Cookie?: string } {
    const { first, last } = setting.planted
    const own = cookies.size > 0 ? [cookieHeader(cookies)] : []
    const all = [...first, ...own, ...last]
    return all.length > 0 ? { Cookie: all.join('; ') } : {}
  }

  async function ask(
    method: string,
    path: string,
    body?: object,
  ): Promise<{ outcome: Outcome; answer: Answer }> {
    const held = await jar.read()
    const request = requestFor(held, method, path, body)
    const started = performance.now()
    const response = await send(request)
    const micros = Math.round((performance.now() - started) * 1000)
    if (isFailure(response)) throw await failureOf(response)
    const text = await response.text()
    // Whoever stands in front of the server may refuse without a word, or with a page.
    const isSaid = response.ok || response.headers.get('Content-Type')?.includes('json')
    const answer = answerSchema.parse(isSaid && text !== '' ? JSON.parse(text) : {})
    await jar.take(response, answer.credentials ?? {})
    const bytes = [...held.cookies.values(), ...held.credentials.values()].join('').length
    const outcome = {
      accepted: response.ok,
      reason: answer.code ?? null,
      role: answer.user?.role ?? null,
      ...(answer.ended && { ended: answer.ended }),
      ...costOf(response),
      micros,
      bytes,
    }
    return { outcome, answer }
  }

  const told = async (method: string, path: string, body?: object) =>
    (await ask(method, path, body)).outcome

  const client: Client = {
    signIn(username, device = ownDevice) {
      owner = username
      return told('POST', 'login', { username, password: passwordOf(username), device })
    },
    request: () => told('GET', 'me'),
    async renew() {
      if (!description.renews) return null
      const refresh = (await jar.read()).credentials.get('refresh')
      return told('POST', 'refresh', transport === 'bearer' && refresh ? { refresh } : {})
    },
    async logOut(scope) {
      const outcome = await told('POST', 'logout', { scope })
      // An answer takes cookies away; whoever keeps its credentials itself throws them away itself.
      const isLeaving = transport === 'bearer' && scope !== 'others'
      if (isLeaving) await jar.replace({ cookies: new Map(), credentials: new Map() })
      return outcome
    },
    async changePassword() {
      const next = `${passwordOf(owner)}+`
      const outcome = await told('POST', 'password', { current: passwordOf(owner), next })
      if (outcome.accepted) passwords.set(owner, next)
      return outcome
    },
    async resetPassword(username, token) {
      const next = `${passwordOf(username)}+`
      const outcome = await told('POST', '/api/password-reset', { token, next })
      if (outcome.accepted) passwords.set(username, next)
      return outcome
    },
    signInAgain: () => told('POST', 'reauthenticate', { password: passwordOf(owner) }),
    async endDevice(device) {
      if (!description.listsSessions) return null
      const { outcome, answer } = await ask('GET', 'sessions')
      const id = answer.sessions?.find((session) => session.device === device)?.id
      return id === undefined ? outcome : told('DELETE', `sessions/${id}`)
    },
    adminReport: () => told('GET', 'admin-report'),
    async watch() {
      const response = await send(requestFor(await jar.read(), 'GET', 'stream'))
      if (isFailure(response)) throw await failureOf(response)
      return httpChannel(response)
    },
    late: askingLate(() => client, setting.line),
    closeBrowser: () => jar.close(),
    async copyFrom(other) {
      const theirs = await setting.jars.get(other)?.read()
      await jar.replace(theirs ?? { cookies: new Map(), credentials: new Map() })
    },
    async holds() {
      const { cookies, credentials } = await jar.read()
      const known = description.credentials.flatMap(({ name, cookie }) => {
        const value = transport === 'bearer' ? credentials.get(name) : cookies.get(cookie)
        return value === undefined ? [] : ([[name, value]] as const)
      })
      return Object.fromEntries(known)
    },
    async hold(carried) {
      const given = Object.entries(carried)
      const wire = (name: string) =>
        description.credentials.find((one) => one.name === name)?.cookie ?? name
      await jar.replace(
        transport === 'bearer'
          ? { cookies: new Map(), credentials: new Map(given) }
          : {
              cookies: new Map(given.map(([name, value]) => [wire(name), value])),
              credentials: new Map(),
            },
      )
    },
  }
  setting.jars.set(client, jar)
  return client
}

/** A server that fails, or asks to wait, has refused nobody: no verdict can be made of it. */
const isFailure = ({ status }: Response): boolean => status >= 500 || status === 429

/** A store that does not answer is thrown as one, so that who expects an outage can tell it apart. */
async function failureOf(response: Response): Promise<Error> {
  const failure = new Error(`${response.url || 'the server'} answered with ${response.status}`)
  const body = answerSchema.safeParse(await response.json().catch(() => null))
  return body.data?.code === 'store_unavailable' ? storeUnavailable('server', failure) : failure
}

/** `Server-Timing` tells what the request asked of the stores. */
function costOf(response: Response): { reads: number; writes: number } {
  const timing = response.headers.get('Server-Timing') ?? ''
  const [, reads = '0', writes = '0'] = /reads=(\d+) writes=(\d+)/.exec(timing) ?? []
  return { reads: Number(reads), writes: Number(writes) }
}
