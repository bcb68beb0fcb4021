import type { Outcome } from '../../evidence/model.ts'
import { createMeter, type Meter } from '../../kernel/meter.ts'
import type { ProblemCode } from '../../kernel/problem.ts'
import { carriedFrom } from '../../strategies/carried.ts'
import type {
  Carried,
  Credentials,
  Session,
  SessionStrategy,
  StrategyDefinition,
} from '../../strategies/contract.ts'
import { devicesOf } from '../../workspace/devices.ts'
import type { Client, Place } from '../stage.ts'
import { answerLine, askingLate } from './late-answers.ts'

/** What came of something that a client asks for. */
export type Result =
  | { ok: true; session?: Session; credentials?: Credentials; ended?: 'server' | 'client-only' }
  | { ok: false; reason: ProblemCode }

/** Whoever answers, for one request: its strategy, and what needs the password of the account. */
export interface Answering {
  strategy: SessionStrategy
  signIn(username: string, device: string): Promise<Result>
  changePassword(username: string): Promise<Result>
  resetPassword(username: string, token: string): Promise<Result>
  signInAgain(username: string): Promise<Result>
  /** Is what a client holds still there when its browser was closed and opened again? */
  outlivesBrowser: boolean
}

/** Opened anew for each request: time and accounts as they are now. */
export type OpenAnswering = (carried: Carried, meter: Meter) => Promise<Answering>

/** What the clients of this process hold, so that one can copy another. */
const held = new WeakMap<Client, Carried>()

/** A client whose requests are calls of the strategy in this process. */
export function callingClient(
  { renews, listsSessions }: StrategyDefinition,
  answering: OpenAnswering,
  { device: ownDevice = 'a browser' }: Partial<Place> = {},
): Client {
  let owner = ''
  const line = answerLine()
  const carried = () => held.get(client) ?? {}
  const keep = (given: Credentials) => {
    const replaced = Object.entries(carried()).filter(([name]) => !(name in given))
    held.set(client, { ...Object.fromEntries(replaced), ...carriedFrom(given) })
  }

  /** Does one thing as a request would, and says what came of it and what it cost. */
  async function measured(act: (at: Answering) => Promise<Result>): Promise<Outcome> {
    const meter = createMeter()
    const bytes = Object.values(carried()).reduce((sum, value) => sum + value.length, 0)
    const at = await answering(carried(), meter)
    const started = performance.now()
    const result = await act(at)
    const micros = Math.round((performance.now() - started) * 1000)
    await line.pass()
    if (result.ok && result.credentials) keep(result.credentials)
    const cost = { ...meter, micros, bytes }
    const { ended } = result.ok ? result : {}
    return result.ok
      ? {
          accepted: true,
          reason: null,
          role: result.session?.role ?? null,
          ...(ended && { ended }),
          ...cost,
        }
      : { accepted: false, reason: result.reason, role: null, ...cost }
  }

  const client: Client = {
    signIn(username, device = ownDevice) {
      owner = username
      return measured((at) => at.signIn(username, device))
    },
    request: () => measured(({ strategy }) => strategy.verify(carried())),
    async renew() {
      if (!renews) return null
      return measured(async ({ strategy }) => {
        if (!strategy.renew) throw new Error('a renewal is declared that is not there')
        return strategy.renew(carried())
      })
    },
    async logOut(scope) {
      const outcome = await measured(async ({ strategy }) => {
        const ending = await strategy.end(carried(), scope)
        return ending.ok ? { ok: true, ended: ending.ended, ...ending.grant } : ending
      })
      // Whatever it was answered: the person wanted to leave.
      if (scope !== 'others') held.set(client, {})
      return outcome
    },
    changePassword: () => measured((at) => at.changePassword(owner)),
    resetPassword: (username, token) => measured((at) => at.resetPassword(username, token)),
    signInAgain: () => measured((at) => at.signInAgain(owner)),
    async endDevice(device) {
      if (!listsSessions) return null
      return measured(async ({ strategy }) => {
        const found = await devicesOf(strategy, carried())
        if (!found?.ok) return found ?? { ok: false, reason: 'not_found' }
        const listed = found.sessions.find((session) => session.device === device)
        return found.end(listed?.id ?? '')
      })
    },
    adminReport: () =>
      measured(async ({ strategy }) => {
        const verdict = await strategy.verify(carried())
        const isShown = !verdict.ok || verdict.session.role === 'admin'
        return isShown ? verdict : { ok: false, reason: 'forbidden' }
      }),
    async watch() {
      let isOpen = true
      return {
        async isOpen() {
          const { strategy } = await answering(carried(), createMeter())
          isOpen &&= (await strategy.verify(carried(), { passive: true })).ok
          return isOpen
        },
        close: async () => void (isOpen = false),
      }
    },
    late: askingLate(() => client, line),
    async closeBrowser() {
      const { outlivesBrowser } = await answering(carried(), createMeter())
      if (!outlivesBrowser) held.set(client, {})
    },
    copyFrom: async (other) => void held.set(client, { ...held.get(other) }),
    holds: async () => ({ ...carried() }),
    hold: async (given) => void held.set(client, { ...given }),
  }
  return client
}
