import type { Action } from '../evidence/actions.ts'
import type { Outcome } from '../evidence/model.ts'
import type { Carried, Role, Scope, StrategyDefinition } from '../strategies/contract.ts'
import type { EventName } from '../strategies/events.ts'
import type { KeptTable } from '../stores/kept-table.ts'
import type { Settings } from '../workspace/settings.ts'

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
  client(place?: Place): Client
  operator: Operator
  /**
   * What a thief reads who got at the tables of session state: every text of every row. Absent where
   * the stage has no way to the tables.
   */
  leak?(): Promise<readonly string[]>
  /** What the server keeps of the strategy, and when by its clock: milliseconds. Absent as above. */
  kept?(): Promise<{ now: number; tables: readonly KeptTable[] }>
  /** Takes the session state away, until it is ended. Absent where the stage has no way to do so. */
  outage?(): Promise<Outage>
  /** The public halves of the strategy's keys, for who would mistake one for a secret. */
  publicKeys?(): Promise<readonly PublicKey[]>
  /**
   * People who sign in where their credentials are not meant for this stage: one in another
   * workspace, or one under each of the other strategies in this workspace.
   */
  elsewhere?(kind: 'workspace' | 'strategy'): Promise<readonly Client[]>
  /** A page on another host of the same site plants cookies. Absent where there are no cookies. */
  plant?(victim: Client, planted: Planted): Promise<void>
  /**
   * Opens a WebSocket with what a client holds. Absent where the stage has no way to do so.
   * @throws where it is refused
   */
  socket?(client: Client): Promise<StageSocket>
  /** What only a browser does. Absent on all other stages. */
  browser?: BrowserSide
  close(): Promise<void>
}

export interface StageSocket {
  /** Is it still told things? */
  isOpen(): Promise<boolean>
  /** Says something: the role that it was answered under; null where it was closed instead. */
  say(): Promise<Role | null>
  close(): void
}

/** Where a client is. */
export interface Place {
  /** What it calls itself: a user agent. */
  device: string
  /** A loopback address other than the usual one; a browser is given no choice of it. */
  address: string
}

export interface Outage {
  end(): Promise<void>
}

export interface PublicKey {
  kid: string
  /** SubjectPublicKeyInfo, as a server might hand it out. */
  pem: string
}

/**
 * Cookies that are planted: credentials under the names that they have here, which the browser sends
 * before or behind the application's own; or so many bytes under names that mean nothing.
 */
export type Planted = { carried: Carried; sent: 'first' | 'last' } | { bytes: number }

export interface BrowserSide {
  /**
   * Runs a thief's script inside a page of the victim's, through a hole in that page: the
   * credentials that it could read, and whether a request of its own was accepted.
   */
  inject(victim: Client): Promise<{ read: Carried; rode: boolean }>
  /**
   * The victim opens the attacker's page on another site, which sends a form, calls `fetch` or
   * opens a WebSocket: did it get what it asked for, and why or why not?
   * @throws where the browser's policy for third-party cookies is another
   */
  lure(victim: Client, by: Lure): Promise<{ done: boolean; reason: string }>
  /** A page of the application has a link in it that the browser follows unasked, to log-out. */
  follow(victim: Client, by: Following): Promise<void>
}

/** What makes a browser follow a link by itself. */
export type Following = 'image' | 'prefetch' | 'speculation' | 'prerender'

/** What the victim's browser does with the cookies of a site that is called from another. */
export type ThirdPartyCookies = 'allowed' | 'blocked'

export interface Lure {
  how: 'form' | 'fetch' | 'socket'
  thirdParty: ThirdPartyCookies
}

export interface Client {
  signIn(username: string, device?: string): Promise<Outcome>
  /** A plain request: who am I? */
  request(): Promise<Outcome>
  /** Asks for new credentials. Null where the strategy has nothing to renew. */
  renew(): Promise<Outcome | null>
  logOut(scope: Scope): Promise<Outcome>
  changePassword(): Promise<Outcome>
  /** Sets a new password by a token from the operator, signed in or not. */
  resetPassword(username: string, token: string): Promise<Outcome>
  /** Gives the password again. */
  signInAgain(): Promise<Outcome>
  /** Ends the session of another device from this one's list. Null where there is no such list. */
  endDevice(device: string): Promise<Outcome | null>
  /** Asks for what only an admin is shown. */
  adminReport(): Promise<Outcome>
  /** Opens the live channel. */
  watch(): Promise<Channel>
  /** Asks for something whose answer is held up on its way. */
  late(does: LateAction): Promise<Late>
  /** Closes the browser and opens it again: what it holds for its own session alone is gone. */
  closeBrowser(): Promise<void>
  /** Takes a copy of all that another client holds. */
  copyFrom(other: Client): Promise<void>
  /** What it holds, freed from how that travels. */
  holds(): Promise<Carried>
  /** Throws away what it holds and holds this: something restored, planted or forged. */
  hold(carried: Carried): Promise<void>
}

/** What a client can be waiting for an answer to. */
export type LateAction = Extract<
  Action,
  { type: 'sign-in' | 'renew' | 'log-out' | 'sign-in-again' }
>

/** The server has decided, and whoever asked has not heard of it. */
export interface Late {
  /** Lets the answer through. Null where there was nothing to ask. */
  arrives(): Promise<Outcome | null>
}

export interface Channel {
  /** Looks at the next tick: is it still told things? */
  isOpen(): Promise<boolean>
  close(): Promise<void>
}

export interface Operator {
  /** The token with which a new password can be set once. */
  offerReset(username: string): Promise<string>
  ban(username: string): Promise<void>
  delete(username: string): Promise<void>
  setRole(username: string, role: Role): Promise<void>
  forceLogout(username: string): Promise<void>
  rekey(username: string): Promise<void>
  /** `routine`: what the old keys have signed is verified for as long as it may live. */
  rotateKeys(how: Rotation): Promise<void>
  logoutAllUsers(): Promise<void>
}

export type Rotation = 'emergency' | 'routine'

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
  /** The thief rests until it knocks, once: each knock is a use, and begins the rest anew. */
  rests?: true
  /** What the workspace has to be set to, for the event to happen at all. */
  settings?: Partial<Settings>
  /**
   * Whether the owner of the copied device is to be signed in on it afterwards, where the event is
   * about that: it may be meant to be so, or not.
   */
  ownerStays?(definition: StrategyDefinition, settings: Settings): boolean
  /** What the thief wants of an answer: that it is accepted, or accepted with the old role. */
  wants?: Role
  play(actors: Actors): Promise<unknown>
}
