import {
  accountsAnswer,
  clockAnswer,
  credentialsAnswer,
  endingAnswer,
  everywhereAnswer,
  resetOffer,
  roundAnswer,
  type KnownAccount,
  type Round,
} from '#app/_data/answers.ts'
import { call, NODE_HEADER, type Method } from '#app/_data/call.ts'
import {
  dropCredentials,
  storeCredentials,
  storedCredentials,
  type StoredCredentials,
} from '#app/_data/credential-storage.ts'
import { keptTables } from '#app/_data/inspection.ts'
import * as is from '#app/_data/shape.ts'
import { tellTabs } from '#app/_data/tabs.ts'
import type { LabEvent } from './lab-events.ts'
import { LabFailure } from './lab-failure.ts'

/** A lane as the calls see it: whose credentials the page itself holds. */
export interface LaneTransport {
  id: string
  isBearer: boolean
  renews: boolean
}

/** What the server kept of each strategy when the copy was made, and what the first knock found. */
const theftAnswer = is.object({ kept: is.record(keptTables) })
interface Theft extends is.Shaped<typeof theftAnswer> {
  round: Round
}

interface Endings {
  [strategy: string]: 'server' | 'client-only'
}

const ALICE = 'alice'

/** What the lab's page asks of the server, for the lanes of one workspace. */
export function labCalls(workspace: string, lanes: readonly LaneTransport[]) {
  async function answered<Data>(
    method: Method,
    path: string,
    schema: is.Shape<Data>,
    body?: unknown,
  ) {
    const result = await call(method, path, schema, {
      ...(method !== 'GET' && { body: body ?? {} }),
    })
    if (!result.ok) throw new LabFailure(result)
    return result
  }
  const must = async <Data>(...asked: Parameters<typeof answered<Data>>): Promise<Data> =>
    (await answered(...asked)).data

  /** Credentials that the page itself holds go along in the body; cookies go by themselves. */
  const carried = () => {
    const held = lanes.flatMap(({ id, isBearer }): [string, StoredCredentials][] => {
      const kept = isBearer ? storedCredentials(workspace, id) : {}
      return Object.keys(kept).length > 0 ? [[id, kept]] : []
    })
    return held.length > 0 ? { carried: Object.fromEntries(held) } : {}
  }

  const under = async <Data>(
    { id, isBearer }: LaneTransport,
    rest: string,
    schema: is.Shape<Data>,
    body: unknown,
  ) => {
    const { access } = isBearer ? storedCredentials(workspace, id) : {}
    return call('POST', `/api/strategies/${id}/${rest}`, schema, { body, access })
  }

  async function round(): Promise<Round> {
    const { data, headers } = await answered('POST', '/api/lab/round', roundAnswer, carried())
    return { ...data, node: headers.get(NODE_HEADER) ?? undefined }
  }

  async function signIn(lane: LaneTransport, account: KnownAccount): Promise<void> {
    const { username, password } = account
    const result = await under(lane, 'login', credentialsAnswer, { username, password })
    if (!result.ok) throw new LabFailure(result)
    if (result.data.credentials) storeCredentials(workspace, lane.id, result.data.credentials)
  }

  const accounts = async () => (await must('GET', '/api/lab/accounts', accountsAnswer)).accounts

  /** Alice, enabled, with a known password and a role that can be taken from her. */
  async function alice(): Promise<KnownAccount> {
    const before = (await accounts()).find(({ username }) => username === ALICE)
    if (!before || before.disabled || before.password === null) {
      await must('POST', '/api/lab/start-over', clockAnswer)
    }
    if (before?.role !== 'admin' || before.disabled || before.password === null) {
      await must('POST', `/api/operator/users/${ALICE}/role`, is.anything, { role: 'admin' })
    }
    const account = (await accounts()).find(({ username }) => username === ALICE)
    if (!account) throw new Error('the lab has no Alice')
    return account
  }

  /** Signs Alice in afresh under every strategy, and copies what her browser then holds. */
  async function steal(): Promise<Theft> {
    const account = await alice()
    await Promise.all(lanes.map((lane) => signIn(lane, account)))
    tellTabs(null)
    const { kept } = await must('POST', '/api/lab/steal', theftAnswer, carried())
    return { kept, round: await round() }
  }

  async function logOut(scope: 'this' | 'all'): Promise<Endings> {
    const endings: Endings = {}
    await Promise.all(
      lanes.map(async (lane) => {
        const result = await under(lane, 'logout', endingAnswer, { scope })
        if (lane.isBearer) dropCredentials(workspace, lane.id)
        if (result.ok) endings[lane.id] = result.data.ended
        // A session that has ended already is no failure of the event.
        else if (result.status !== 401) throw new LabFailure(result)
      }),
    )
    tellTabs(null)
    return endings
  }

  async function everywhere(path: 'password' | 'reauthenticate'): Promise<Endings> {
    const { credentials = {} } = await must('POST', `/api/lab/${path}`, everywhereAnswer, carried())
    for (const [id, fresh] of Object.entries(credentials)) storeCredentials(workspace, id, fresh)
    tellTabs(null)
    return {}
  }

  /** Events that say nothing more than that they happened. */
  const plain = (method: Method, path: string, body?: unknown) => async (): Promise<Endings> => {
    await must(method, path, is.anything, body)
    return {}
  }
  const onAlice = (rest: string, body?: unknown) =>
    plain('POST', `/api/operator/users/${ALICE}/${rest}`, body)

  /** Nobody has to know the new password: the next run puts the accounts back. */
  async function resetPassword(): Promise<Endings> {
    const path = `/api/operator/users/${ALICE}/password-reset`
    const { token } = await must('POST', path, resetOffer)
    await must('POST', '/api/password-reset', is.anything, { token, next: crypto.randomUUID() })
    return {}
  }

  const events: Record<LabEvent, () => Promise<Endings>> = {
    logout: () => logOut('this'),
    'logout-everywhere': () => logOut('all'),
    'password-change': () => everywhere('password'),
    reauthentication: () => everywhere('reauthenticate'),
    'password-reset': resetPassword,
    ban: onAlice('ban'),
    delete: plain('DELETE', `/api/operator/users/${ALICE}`),
    'role-change': onAlice('role', { role: 'member' }),
    'force-logout': onAlice('force-logout'),
    'rekey-account': onAlice('rekey'),
    'rotate-keys': plain('POST', '/api/operator/rotate-keys'),
    'routine-rotation': plain('POST', '/api/operator/rotate-keys', { routine: true }),
    'logout-all-users': plain('POST', '/api/operator/logout-all-users'),
  }

  return {
    round,
    steal,
    /** Answers what each log-out said that it did; nothing for other events. */
    fire: (event: LabEvent): Promise<Endings> => events[event](),
    /**
     * As an honest client does when its access token has run out; false when that was refused. A
     * server that fails, is not there, or asks to wait, has refused nobody.
     */
    async renew(lane: LaneTransport): Promise<boolean> {
      const { refresh } = lane.isBearer ? storedCredentials(workspace, lane.id) : {}
      const body = refresh === undefined ? {} : { refresh }
      const result = await under(lane, 'refresh', credentialsAnswer, body)
      if (result.ok && result.data.credentials) {
        storeCredentials(workspace, lane.id, result.data.credentials)
      }
      return result.ok || result.status !== 401
    },
    async advance(seconds: number): Promise<void> {
      await must('POST', '/api/workspace/clock', clockAnswer, { advance: seconds })
    },
    startOver: () => must('POST', '/api/lab/start-over', clockAnswer),
  }
}
