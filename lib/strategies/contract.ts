import type { Clock } from '../kernel/clock.ts'
import type { Refusal } from '../kernel/problem.ts'
import type { Random } from '../kernel/random.ts'
import type {
  AccountId,
  CutOffStore,
  LibrarySessionStore,
  Reach,
  RefreshFamilyStore,
  RevocationStore,
  SessionStore,
  VersionStore,
} from '../stores/contract.ts'
import type { KeyRing, Tokens } from '../tokens/contract.ts'
import type { Cost, Costs, Day } from './costs.ts'
import type { Effect } from './effects.ts'
import type { EventName } from './events.ts'
import type { Lifetimes } from './lifetimes.ts'
import type { Collateral, Stops } from './promises.ts'
import type { Keeper, Profile } from './traits.ts'

export type Role = 'member' | 'admin'

/** A user, as a strategy sees one. */
export interface Account {
  id: AccountId
  username: string
  role: Role
  disabled: boolean
}

export const credentialNames = ['access', 'refresh', 'cache'] as const
export type CredentialName = (typeof credentialNames)[number]

/** The credentials that one request presents, freed from how they travelled (cookie or bearer). */
export type Carried = Readonly<Partial<Record<CredentialName, string>>>

/**
 * What is known of a request beside its credentials: the place for more of it, such as its method,
 * its address or a proof that came with it.
 */
export interface RequestFacts {
  /** A look that is no use of the session, as by a live channel: it keeps no idle session alive. */
  passive?: boolean
  /**
   * Asks what the server keeps, whatever a plain request costs: for what reaches other sessions, or
   * reads or changes the account. A credential that is no longer in force opens nothing there.
   */
  thorough?: boolean
}

/** What a client is given to keep: null means that it must throw its copy away. */
export type Credentials = Partial<Record<CredentialName, Credential | null>>

export interface Credential {
  value: string
  /** Milliseconds. */
  expiresAt: number
  /** The value in the pieces that a library has cut it into, a cookie each. */
  parts?: readonly string[]
}

/** Who a request comes from. Times in milliseconds on the workspace's clock. */
export interface Session {
  id: string
  account: AccountId
  username: string
  role: Role
  device: string
  /** When the password was last given; no renewal moves it. */
  signedInAt: number
  /** The session's end, however often its credentials are renewed until then. */
  expiresAt: number
  /** When the credential itself has to be renewed, where that is sooner. */
  credentialExpiresAt?: number
}

export interface SessionSummary {
  id: string
  device: string
  signedInAt: number
  lastSeenAt: number
}

/** A session with the credentials that carry it. */
export interface Grant {
  session: Session
  credentials: Credentials
}

export interface Refused {
  ok: false
  reason: Refusal
}
export const refused = (reason: Refusal): Refused => ({ ok: false, reason })

/** The answer to "who is this?". A refusal is a value; a throw means that a backend failed. */
export type Verdict = { ok: true; session: Session } | Refused

export type Renewal = ({ ok: true } & Grant) | Refused

/** Something happened to an account, or to all: every strategy in the workspace hears of it. */
export type AccountEvent =
  | {
      type:
        | 'password-change'
        | 'password-reset'
        | 'ban'
        | 'delete'
        | 'role-change'
        | 'force-logout'
        | 'rekey-account'
      /** The id that living credentials carry; for `rekey-account` the one before the change. */
      account: AccountId
    }
  | { type: 'logout-all-users'; account: null }

/** What a log-out really did: `client-only` means that a copy of the credential goes on working. */
export type Ending =
  | {
      ok: true
      ended: 'server' | 'client-only'
      /** New credentials for this device, where ending the others costs it its own. */
      grant?: Grant
    }
  | Refused

export type Scope = 'this' | 'others' | 'all'

/** One way of keeping a user signed in. */
export interface SessionStrategy {
  /** Signs in: fresh identifiers always, and whatever `carried` still opens is ended. */
  start(who: Account, device: string, carried: Carried): Promise<Grant>
  /** Asked on every request; never changes what the client holds. */
  verify(carried: Carried, request?: RequestFacts): Promise<Verdict>
  /** Only where a response can carry new credentials. Absent: there is nothing to renew. */
  renew?(carried: Carried, request?: RequestFacts): Promise<Renewal>
  /**
   * New credentials in the place of those that ask for them, and with `all` the end of every other
   * session of the account, in one step with the look whether they are still in force. Absent: the
   * strategy keeps nothing by which it could know.
   */
  regenerate?(carried: Carried, who: Account, reach: Reach): Promise<Renewal>
  end(carried: Carried, scope: Scope): Promise<Ending>
  on(event: AccountEvent): Promise<Effect>
  /** The account's devices, and the ending of one. Absent: the strategy cannot know them. */
  devices?: {
    list(account: AccountId): Promise<SessionSummary[]>
    /** False when the account has no such session, or where the one that asks for it, `by`, is over. */
    end(account: AccountId, id: string, by?: string): Promise<boolean>
  }
}

/** What a strategy can ask for; it is given what it `needs` and nothing else. */
export interface Capabilities {
  sessions: SessionStore
  revocations: RevocationStore
  refreshFamilies: RefreshFamilyStore
  versions: VersionStore
  cutOffs: CutOffStore
  librarySessions: LibrarySessionStore
  /** Revocations that every node holds in its memory; only where an engine feeds them to all. */
  replicatedRevocations: RevocationStore
  accounts: { find(id: AccountId): Promise<Account | null> }
  tokens: Tokens
  keys: Pick<KeyRing, 'current' | 'find' | 'secret' | 'secrets' | 'derived'>
}

export type Context<Need extends keyof Capabilities> = Pick<Capabilities, Need> & {
  clock: Clock
  random: Random
  lifetimes: Lifetimes
  /** How many sessions of an account may be in force at once; 0 for any number. */
  deviceLimit: number
  /** How much an application wants to have in its sessions beside what the lab needs. Bytes. */
  profileBytes: number
}

/** What a strategy says of itself; everything in it is checked against what it does. */
export interface Declaration extends Required<Omit<Traits, 'cost'>> {
  id: string
  title: string
  /** One sentence: what the client holds, and what the server keeps. */
  summary: string
  /** When to choose it, and when not: a sentence each. */
  fit: string
  unfit: string
  promises: Readonly<Record<EventName, Stops>>
  cost: Costs
}

/** What a strategy need not speak of where the default is true of it: nothing, and no. */
interface Traits {
  cost?: Partial<Omit<Costs, 'day'>> & { day?: Partial<Day> }
  /** Only where it is not `none`. */
  collateral?: Readonly<Partial<Record<EventName, Collateral>>>
  credentials?: readonly CredentialName[]
  transports?: readonly ('cookie' | 'bearer')[]
  listsSessions?: boolean
  renews?: boolean
  /** What a renewal hands out. What it leaves out, the client has to hold still. */
  renewed?: readonly CredentialName[]
  detectsReuse?: boolean
  /** An expired credential, too, is traded for a new one. */
  renewsExpired?: boolean
  /** Its library dates every cookie: the browser keeps it when it is closed, whatever is set. */
  persistentCookies?: boolean
  /** The server keeps what the client presents, and not a hash of it. */
  keepsCredentials?: boolean
  /** Seconds of clock tolerance that a library forces. */
  tolerance?: number
  /** Who holds what an application puts into a session; in parts: split over several cookies. */
  profile?: Profile
  keptBy?: readonly Keeper[]
}

const free: Cost = { reads: 0, writes: 0 }

const defaults: Required<Omit<Traits, 'cost'>> = {
  collateral: {},
  credentials: ['access'],
  transports: ['cookie', 'bearer'],
  listsSessions: false,
  renews: false,
  renewed: ['access'],
  detectsReuse: false,
  renewsExpired: false,
  persistentCookies: false,
  keepsCredentials: false,
  tolerance: 0,
  profile: 'server',
  keptBy: [],
}

export interface StrategyDefinition<
  Strategy extends SessionStrategy = SessionStrategy,
> extends Declaration {
  needs: readonly (keyof Capabilities)[]
  create(context: Context<keyof Capabilities>): Strategy
}

/** As a strategy's file writes it: traits that are usual are left out. */
export type Written<Need extends keyof Capabilities, Strategy extends SessionStrategy> = Omit<
  Declaration,
  keyof Traits
> &
  Traits & {
    needs: readonly Need[]
    create(context: Context<Need>): Strategy
  }

/** Ties `needs` to what `create` is given, so that a strategy cannot touch what it did not name. */
export const defineStrategy = <const Need extends keyof Capabilities>(
  written: Written<Need, SessionStrategy>,
): StrategyDefinition & { create(context: Context<Need>): SessionStrategy } => ({
  ...defaults,
  ...written,
  cost: {
    request: free,
    forged: free,
    ...written.cost,
    day: { ...free, renewals: 0, signIns: 1, ...written.cost?.day },
  },
})
