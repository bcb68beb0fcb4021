import type { Action } from '../evidence/actions.ts'
import type { Outcome, Step } from '../evidence/model.ts'
import type { ActorName } from '../evidence/names.ts'
import { actionWords } from '../evidence/words/actions.ts'
import type { Client, Operator, Place, Stage } from './stage.ts'

/** Is told what is done while it is done, for whoever shows it as it happens. */
export type Around = <T>(doing: string, work: () => Promise<T>) => Promise<T>

/** Watches a stage: whoever acts on it through this recorder leaves a trace. */
export function record(stage: Stage, around: Around = (_, work) => work()) {
  const steps: Step[] = []
  const inner = new Map<Client, Client>()
  let now = 0
  let event = 0

  const add = (actor: ActorName, does: Action, outcome: Outcome | null) => {
    steps.push({ at: now, actor, does, action: actionWords(does), outcome })
  }
  const shown = <T>(actor: ActorName, does: Action, work: () => Promise<T>): Promise<T> =>
    around(`${actor} ${actionWords(does)}`, work)

  function client(actor: ActorName, place?: Place): Client {
    const own = stage.client(place)
    const added = async <T extends Outcome | null>(does: Action, work: Promise<T>): Promise<T> => {
      const outcome = await shown(actor, does, () => work)
      add(actor, does, outcome)
      return outcome
    }
    const watched: Client = {
      signIn: (username, device) =>
        added({ type: 'sign-in', username }, own.signIn(username, device)),
      request: () => added({ type: 'request' }, own.request()),
      renew: () => added({ type: 'renew' }, own.renew()),
      logOut: (scope) => added({ type: 'log-out', scope }, own.logOut(scope)),
      changePassword: () => added({ type: 'change-password' }, own.changePassword()),
      resetPassword: (username, token) =>
        added({ type: 'reset-password' }, own.resetPassword(username, token)),
      signInAgain: () => added({ type: 'sign-in-again' }, own.signInAgain()),
      endDevice: (device) => added({ type: 'end-device', device }, own.endDevice(device)),
      adminReport: () => added({ type: 'admin-report' }, own.adminReport()),
      async watch() {
        const channel = await own.watch()
        add(actor, { type: 'watch' }, null)
        return channel
      },
      async late(does) {
        const says = actionWords(does)
        const held = await shown(actor, does, () => own.late(does))
        add(actor, { type: 'note', text: `${says}, and the answer is held up` }, null)
        return {
          async arrives() {
            const outcome = await held.arrives()
            add(actor, { type: 'note', text: 'is given the answer, too late' }, outcome)
            return outcome
          },
        }
      },
      async closeBrowser() {
        const does = { type: 'close-browser' } as const
        await shown(actor, does, () => own.closeBrowser())
        add(actor, does, null)
      },
      async copyFrom(other) {
        const does = { type: 'copy' } as const
        await shown(actor, does, () => own.copyFrom(inner.get(other) ?? other))
        add(actor, does, null)
      },
      holds: () => own.holds(),
      hold: (carried) => own.hold(carried),
    }
    inner.set(watched, own)
    return watched
  }

  const order = async <T>(does: Action, work: Promise<T>): Promise<T> => {
    const done = await shown('operator', does, () => work)
    add('operator', does, null)
    return done
  }
  const { operator: own } = stage
  const operator: Operator = {
    offerReset: (username) => order({ type: 'offer-reset', username }, own.offerReset(username)),
    ban: (username) => order({ type: 'ban', username }, own.ban(username)),
    delete: (username) => order({ type: 'delete', username }, own.delete(username)),
    setRole: (username, role) =>
      order({ type: 'set-role', username, role }, own.setRole(username, role)),
    forceLogout: (username) => order({ type: 'force-logout', username }, own.forceLogout(username)),
    rekey: (username) => order({ type: 'rekey', username }, own.rekey(username)),
    rotateKeys: (how) =>
      order({ type: how === 'routine' ? 'routine-rotation' : 'rotate-keys' }, own.rotateKeys(how)),
    logoutAllUsers: () => order({ type: 'logout-all-users' }, own.logoutAllUsers()),
  }

  return {
    client,
    operator,
    /** Something that was done without asking the server. */
    note: (actor: ActorName, text: string) => add(actor, { type: 'note', text }, null),
    /** The client as the stage made it, for what only the stage can do with it. */
    unwatched: (watched: Client) => inner.get(watched) ?? watched,
    /** Seconds. */
    async advance(seconds: number) {
      await stage.advance(seconds)
      now += seconds
    },
    /** From here on, times count from the event. */
    eventIsNow() {
      event = now
    },
    steps: (): Step[] => steps.map((step) => ({ ...step, at: step.at - event })),
  }
}
