import type { AccessTable } from '../kernel/meter.ts'
import type { Algorithm } from '../tokens/algorithms.ts'

/**
 * What strategies may keep, in narrow contracts that speak of their purpose. All of them:
 * - are asynchronous and belong to one strategy in one workspace;
 * - take and give times in milliseconds, on the workspace's clock, which each store has by itself;
 * - take null for an account where everybody is meant;
 * - answer null for what is absent, and throw `storeUnavailable` when they cannot answer;
 * - change atomically by a named operation, and update only what exists: a session that is revoked
 *   while a request is under way does not come back to life.
 */

/** For how long an ended row is still found, so that a refusal can say why. Milliseconds. */
export const TOLD_FOR = 24 * 60 * 60 * 1000

/** The account id by which credentials find their owner. An operator can change it. */
export type AccountId = string

export interface SessionRecord {
  id: string
  /** SHA-256 of the secret that the client holds: a stolen table opens no session. */
  secretHash: string
  account: AccountId
  device: string
  /** When the password was last given. */
  signedInAt: number
  lastSeenAt: number
  /** The absolute end: nothing moves it. */
  expiresAt: number
}

/** How far an operation reaches: one session, or every session of its account. */
export type Reach = 'this' | 'all'

/** Who ends what is not its own alone: all other sessions of its account, or all of them. */
export type Beyond = 'others' | 'all'

/** For how many sessions of an account there is room. */
export interface Room {
  sessions: number
  /** One that was not used since takes none. Milliseconds. */
  usedSince: number
}

export interface SessionStore {
  /**
   * With `room`, in the same step as the oldest of its account go that are one too many: oldest by
   * the order in which they were inserted, among those that are neither over nor idle.
   */
  insert(session: SessionRecord, room?: Room): Promise<void>
  /**
   * Puts a session in the place of another, or of all of its account, in one step. False, and
   * nothing is changed, where that other one is not there (any more).
   */
  replace(id: string, session: SessionRecord, reach: Reach): Promise<boolean>
  /** A session past its end is still found for a day, so that the refusal can say `expired`. */
  find(id: string): Promise<SessionRecord | null>
  touch(id: string, lastSeenAt: number): Promise<void>
  /** False where there is none (any more), or where the session that asks for it, `by`, is gone. */
  remove(id: string, by?: string): Promise<boolean>
  removeOf(account: AccountId | null): Promise<void>
  /**
   * What a session asks for: the others of its account go, or all do, in one step. False, and nothing
   * is changed, where it is not there itself (any more): whoever was ended meanwhile ends nobody.
   */
  removeFrom(id: string, beyond: Beyond): Promise<boolean>
  listOf(account: AccountId): Promise<SessionRecord[]>
}

export const sessionAccess: AccessTable<SessionStore> = {
  insert: 'write',
  replace: 'write',
  find: 'read',
  touch: 'write',
  remove: 'write',
  removeOf: 'write',
  removeFrom: 'write',
  listOf: 'read',
}

export interface RevocationStore {
  /**
   * What a new token is stamped with: how many cut-offs there have been. No clock is compared. `until`
   * is when it ends: a cut-off is kept for as long as anything that it can hit.
   */
  stamp(until: number): Promise<number>
  /** Revokes one token until it would have expired by itself. */
  revoke(tokenId: string, until: number): Promise<void>
  /** Revokes every token of an account that has been stamped until now, or of everybody. */
  cutOff(account: AccountId | null): Promise<void>
  /**
   * The same for a token's account, in one step: all of it, or all but that token. False, and nothing
   * is changed, where it is revoked already.
   */
  cutOffFrom(token: StampedToken, beyond: Beyond): Promise<boolean>
  /**
   * Revokes a token, or all of its account, and answers the stamp of the one that takes its place
   * and ends at `until`, in one step. Null, and nothing is changed, where it is revoked already.
   */
  exchange(
    token: StampedToken & { expiresAt: number },
    until: number,
    reach: Reach,
  ): Promise<number | null>
  /** Is this token revoked, by its id or by a cut-off? One round trip. */
  isRevoked(token: StampedToken): Promise<boolean>
}

export interface StampedToken {
  id: string
  account: AccountId
  stamp: number
}

export const revocationAccess: AccessTable<RevocationStore> = {
  stamp: 'read+write',
  revoke: 'write',
  cutOff: 'write',
  cutOffFrom: 'write',
  exchange: 'read+write',
  isRevoked: 'read',
}

/** What it costs to ask where every node holds the revocations: a check reads no store. */
export const replicatedAccess: AccessTable<RevocationStore> = {
  ...revocationAccess,
  isRevoked: 'none',
}

export interface FamilyRecord {
  id: string
  account: AccountId
  device: string
  signedInAt: number
  /** How often the family was rotated: the refresh token in force is derived from it. */
  generation: number
  rotatedAt: number
  /** The absolute end: no rotation moves it. */
  expiresAt: number
}

export type Rotation =
  /** `repeated`: an honest double refresh within the grace; the same successor is answered again. */
  | { outcome: 'rotated' | 'repeated'; family: FamilyRecord }
  /** An old generation came back: the family has been ended. */
  | { outcome: 'reused' | 'expired' | 'idle_timeout' }

export interface RefreshFamilyStore {
  /** As with sessions. */
  insert(family: FamilyRecord, room?: Room): Promise<void>
  /** As with sessions: in the place of another family, or of all of its account, while it is there. */
  replace(id: string, family: FamilyRecord, reach: Reach): Promise<boolean>
  find(id: string): Promise<FamilyRecord | null>
  /**
   * Exchanges generation `presented` for the next one, in one atomic step. The generation before the
   * one in force is answered again within `graceMs` of its rotation; any other ends the family.
   * Null when the family has ended or never was.
   */
  rotate(
    id: string,
    presented: number,
    at: { now: number; graceMs: number; idleMs: number },
  ): Promise<Rotation | null>
  /** As with sessions: false where it is gone, or the one that asks for it. */
  end(id: string, by?: string): Promise<boolean>
  endOf(account: AccountId | null): Promise<void>
  /** As with sessions: the others of its account, or all, while it is there. */
  endFrom(id: string, beyond: Beyond): Promise<boolean>
  listOf(account: AccountId): Promise<FamilyRecord[]>
}

export const refreshFamilyAccess: AccessTable<RefreshFamilyStore> = {
  insert: 'write',
  replace: 'write',
  find: 'read',
  rotate: 'read+write',
  end: 'write',
  endOf: 'write',
  endFrom: 'write',
  listOf: 'read',
}

/** A number for each account that only grows: what was stamped with an earlier one is void. */
export interface VersionStore {
  current(account: AccountId): Promise<number>
  bump(account: AccountId | null): Promise<void>
  /** Bumps an account's while it is still this, and answers the next one; null where it is not. */
  bumpFrom(account: AccountId, current: number): Promise<number | null>
}

export const versionAccess: AccessTable<VersionStore> = {
  current: 'read',
  bump: 'write',
  bumpFrom: 'read+write',
}

/** A moment for each account, and one for everybody: what was issued until then is void. */
export interface CutOffStore {
  /**
   * The moment at which a new token is issued: now, and later than the last cut-off. It is noted, so
   * that no later cut-off falls before it, whatever clock that one is taken from.
   */
  issueTime(account: AccountId): Promise<number>
  /** Cuts off all that has been issued until now. */
  set(account: AccountId | null): Promise<void>
  /**
   * The same for what was issued at `issuedAt` and all else of its account, and answers the moment of
   * issue of the one that takes its place, in one step. Null where it is cut off already.
   */
  setFrom(account: AccountId, issuedAt: number): Promise<number | null>
  /** The last one that concerns an account; 0 for none. */
  last(account: AccountId): Promise<number>
}

export const cutOffAccess: AccessTable<CutOffStore> = {
  issueTime: 'read+write',
  set: 'write',
  setFrom: 'read+write',
  last: 'read',
}

/** Rows as the adapter of an authentication library wants them: found by the token itself. */
export interface LibrarySessionStore {
  /** As with sessions; these do not count as idle. */
  insert(session: LibrarySession, room?: Room): Promise<void>
  /** As with sessions: in the place of another, or of all of its account, while it is there. */
  replace(token: string, session: LibrarySession, reach: Reach): Promise<boolean>
  find(token: string): Promise<LibrarySession | null>
  /** Moves the end of a session, if it is still there. */
  extend(token: string, expiresAt: number): Promise<void>
  /** As with sessions: false where it is gone, or the one that asks for it. */
  remove(token: string, by?: string): Promise<boolean>
  removeOf(account: AccountId | null): Promise<void>
  /** As with sessions: the others of its account, or all, while it is there. */
  removeFrom(token: string, beyond: Beyond): Promise<boolean>
  listOf(account: AccountId): Promise<LibrarySession[]>
}

export interface LibrarySession {
  token: string
  account: AccountId
  device: string
  signedInAt: number
  expiresAt: number
}

export const librarySessionAccess: AccessTable<LibrarySessionStore> = {
  insert: 'write',
  replace: 'write',
  find: 'read',
  extend: 'write',
  remove: 'write',
  removeOf: 'write',
  removeFrom: 'write',
  listOf: 'read',
}

/** A signing key at rest, sealed with the server's secret. */
export interface KeyRecord {
  kid: string
  algorithm: Algorithm
  sealed: string
  /** Counts the keys of a ring. */
  number: number
  /** The longest for which anything that it signed may live. Milliseconds. */
  lifetime: number
  /** Null while it signs; then until when what it signed is verified. */
  verifiesUntil: number | null
}

/** Keys are configuration that comes with the workspace, not session state: they are not metered. */
export interface KeyStore {
  /** The latest first; those whose time is over may still be among them. */
  list(): Promise<KeyRecord[]>
  /** Numbers a key that is to sign. Keeps the one that signs already for the algorithm, if any. */
  addIfAbsent(key: Omit<KeyRecord, 'number' | 'verifiesUntil'>): Promise<void>
  /** What it signs may live for longer than before. Does nothing where it may already. */
  lengthen(kid: string, lifetime: number): Promise<void>
  /** None signs any more; what they have signed is verified for as long as it may live. */
  retire(now: number): Promise<void>
  removeAll(): Promise<void>
}
