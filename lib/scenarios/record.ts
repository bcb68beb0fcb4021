import type { Client, Operator, Outcome, Place, Stage } from './stage.ts'

export type ActorName = 'victim' | 'laptop' | 'bystander' | 'thief' | 'renewer' | 'operator'

/** Something that one actor did, and what came of it. */
export interface Step {
  /** Seconds since the event; negative before it. */
  at: number
  actor: ActorName
  action: string
  /** Null for what has no answer of its own: an operator's order, or nothing to renew. */
  outcome: Outcome | null
}

/** Is told what is done while it is done, for whoever shows it as it happens. */
export type Around = <T>(doing: string, work: () => Promise<T>) => Promise<T>

/** Watches a stage: whoever acts on it through this recorder leaves a trace. */
export function record(stage: Stage, around: Around = (_, work) => work()) {
  const steps: Step[] = []
  const inner = new Map<Client, Client>()
  let now = 0
  let event = 0

  const note = (actor: ActorName, action: string, outcome: Outcome | null) => {
    steps.push({ at: now, actor, action, outcome })
  }

  function client(actor: ActorName, place?: Place): Client {
    const own = stage.client(place)
    const noted = async <T extends Outcome | null>(
      action: string,
      work: Promise<T>,
    ): Promise<T> => {
      const outcome = await around(`${actor} ${action}`, () => work)
      note(actor, action, outcome)
      return outcome
    }
    const watched: Client = {
      signIn: (username, device) => noted(`signs in as ${username}`, own.signIn(username, device)),
      request: () => noted('asks who it is', own.request()),
      renew: () => noted('renews', own.renew()),
      logOut: (scope) => noted(`logs out (${scope})`, own.logOut(scope)),
      changePassword: () => noted('changes the password', own.changePassword()),
      signInAgain: () => noted('gives the password again', own.signInAgain()),
      endDevice: (device) => noted(`signs out the device "${device}"`, own.endDevice(device)),
      adminReport: () =>
        noted('asks for the report that only an admin is shown', own.adminReport()),
      async watch() {
        const channel = await own.watch()
        note(actor, 'opens the live channel', null)
        return channel
      },
      async copyFrom(other) {
        await around(`${actor} copies the credentials`, () =>
          own.copyFrom(inner.get(other) ?? other),
        )
        note(actor, 'copies the credentials', null)
      },
      holds: () => own.holds(),
      hold: (carried) => own.hold(carried),
    }
    inner.set(watched, own)
    return watched
  }

  const order = async (action: string, work: Promise<void>) => {
    await around(`operator ${action}`, () => work)
    note('operator', action, null)
  }
  const { operator: own } = stage
  const operator: Operator = {
    ban: (name) => order(`bans ${name}`, own.ban(name)),
    delete: (name) => order(`deletes ${name}`, own.delete(name)),
    setRole: (name, role) => order(`makes ${name} a ${role}`, own.setRole(name, role)),
    forceLogout: (name) => order(`signs ${name} out`, own.forceLogout(name)),
    rekey: (name) => order(`changes the id of ${name}`, own.rekey(name)),
    rotateKeys: () => order('rotates the keys', own.rotateKeys()),
    logoutAllUsers: () => order('signs everybody out', own.logoutAllUsers()),
  }

  return {
    client,
    operator,
    /** Something that was done without asking the server. */
    note,
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
