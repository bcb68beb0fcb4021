import type { Role, Scope } from '../sessions/contract.ts'
import type { EventName } from '../sessions/events.ts'
import type { Settings } from '../sessions/settings.ts'

/**
 * What a scenario is played on. A stage knows how requests travel (in process, over HTTP); the
 * scenario does not, and the actors are the same on all of them.
 */
export interface Stage {
  strategy: string
  /** Seconds of clock tolerance that the strategy's library forces. */
  tolerance: number
  settings: Settings
  /** Moves the workspace's clock forward. Seconds. */
  advance(seconds: number): Promise<void>
  /** Somebody with a browser of their own, signed in nowhere. */
  client(): Client
  operator: Operator
  close(): Promise<void>
}

/** What came of one request. */
export interface Outcome {
  accepted: boolean
  /** A problem code where it was refused. */
  reason: string | null
  role: Role | null
  reads: number
  writes: number
  /** How long it took; not the same from run to run. */
  micros: number
  /** The size of the credentials that were presented. */
  bytes: number
}

export interface Client {
  signIn(username: string, device?: string): Promise<Outcome>
  /** A plain request: who am I? */
  request(): Promise<Outcome>
  /** Asks for new credentials. Null where the strategy has nothing to renew. */
  renew(): Promise<Outcome | null>
  logOut(scope: Scope): Promise<Outcome>
  changePassword(): Promise<Outcome>
  /** Gives the password again. */
  signInAgain(): Promise<Outcome>
  /** Ends the session of another device from this one's list. Null where there is no such list. */
  endDevice(device: string): Promise<Outcome | null>
  /** Takes a copy of all that another client holds. */
  copyFrom(other: Client): void
}

export interface Operator {
  ban(username: string): Promise<void>
  delete(username: string): Promise<void>
  setRole(username: string, role: Role): Promise<void>
  forceLogout(username: string): Promise<void>
  rekey(username: string): Promise<void>
  rotateKeys(): Promise<void>
  logoutAllUsers(): Promise<void>
}

/** Who plays in a scenario: one account with two devices, somebody else, and the thief. */
export interface Actors {
  /** The device whose credentials the thief copied. */
  victim: Client
  /** The same account on another device. */
  laptop: Client
  /** Another account. */
  bystander: Client
  /** Holds a copy of the victim's credentials, and only ever uses it. */
  thief: Client
  /** Holds the same copy, and renews it for as long as it can. */
  renewer: Client
  operator: Operator
  /** Moves time forward. Seconds. */
  pass(seconds: number): Promise<void>
  settings: Settings
  /** The account of victim and thief. */
  username: string
}

export type Honest = 'victim' | 'laptop' | 'bystander'

export interface Scenario {
  event: EventName
  title: string
  /** What happens, told in a sentence. */
  story: string
  /** Whose account it is; alice unless said otherwise. */
  username?: 'alice' | 'admin'
  /** Whose session the event does not mean to end: one that is lost all the same is collateral. */
  stays: readonly Honest[]
  /** The lifetime that passes until the event: the credentials are then no longer fresh. */
  timed?: 'idleTtl' | 'sessionTtl'
  /** What the thief wants of an answer: that it is accepted, or accepted with the old role. */
  wants?: Role
  play(actors: Actors): Promise<unknown>
}
