import { describe, expect, it } from 'vitest'
import { isStoreUnavailable } from '../../kernel/problem.ts'
import {
  refused,
  type Role,
  type Session,
  type SessionStrategy,
  type StrategyDefinition,
  type Carried,
  type Grant,
} from '../../strategies/contract.ts'
import { cachedSession } from '../../strategies/cached-session.ts'
import { cookieSession } from '../../strategies/cookie-session.ts'
import { jwtBlocklist } from '../../strategies/jwt-blocklist.ts'
import { jwtExpiredReissue } from '../../strategies/jwt-expired-reissue.ts'
import { jwtRefreshDenylist } from '../../strategies/jwt-refresh-denylist.ts'
import { jwtRefreshRotation } from '../../strategies/jwt-refresh-rotation.ts'
import { nextAuthDatabase } from '../../strategies/next-auth-database.ts'
import { statelessJwt } from '../../strategies/stateless-jwt.ts'
import type { SessionRecord } from '../../stores/contract.ts'
import { replacing } from '../../stores/conformance/replacing.ts'
import { hashOf, splitOpaque } from '../../tokens/opaque.ts'
import { attacksNoticing, doingOther, givenOther } from './unguarded.ts'

const withoutReuseDetection = givenOther(jwtRefreshRotation, ({ refreshFamilies: families }) => ({
  refreshFamilies: replacing(families, {
    async rotate(id, presented, at) {
      const family = await families.find(id)
      return families.rotate(id, family?.generation ?? presented, at)
    },
  }),
}))

const withoutGrace = givenOther(jwtRefreshRotation, ({ refreshFamilies: families }) => ({
  refreshFamilies: replacing(families, {
    rotate: (id, presented, at) => families.rotate(id, presented, { ...at, graceMs: 0 }),
  }),
}))

const slidingForever = doingOther(jwtRefreshDenylist, (right, { accounts }) => ({
  async renew(carried) {
    const renewal = await right.renew?.(carried)
    const who = renewal?.ok ? await accounts.find(renewal.session.account) : null
    return who ? { ok: true, ...(await right.start(who, 'a browser', {})) } : refused('revoked')
  },
}))

/** Rows that hold the secret, as tables do whose maker did not think of a leak. */
const withSecretsInRows: StrategyDefinition = {
  ...cookieSession,
  create(context) {
    const { sessions } = context
    let unwritten: SessionRecord | undefined
    const right = cookieSession.create({
      ...context,
      sessions: replacing(sessions, {
        insert: async (row) => void (unwritten = row),
        async find(id) {
          const row = await sessions.find(id)
          return row && { ...row, secretHash: hashOf(row.secretHash) }
        },
      }),
    })
    return {
      ...right,
      async start(who, device, carried) {
        const grant = await right.start(who, device, carried)
        const secret = splitOpaque(grant.credentials.access?.value ?? '')?.secret
        if (unwritten && secret) await sessions.insert({ ...unwritten, secretHash: secret })
        return grant
      },
    }
  },
}

const adoptingWhatIsBrought = doingOther(cookieSession, (right, { sessions }) => {
  async function adopting(grant: Grant, carried: Carried): Promise<Grant> {
    const brought = splitOpaque(carried.access ?? '')
    const row = brought && (await sessions.find(grant.session.id))
    if (!row) return grant
    await sessions.remove(row.id)
    await sessions.insert({ ...row, id: brought.id, secretHash: hashOf(brought.secret) })
    const access = { value: carried.access ?? '', expiresAt: row.expiresAt }
    return { session: { ...grant.session, id: brought.id }, credentials: { access } }
  }
  return {
    async start(who, device, carried) {
      return adopting(await right.start(who, device, carried), carried)
    },
    async regenerate(carried, who, reach) {
      const renewal = (await right.regenerate?.(carried, who, reach)) ?? refused('revoked')
      return renewal.ok ? { ok: true, ...(await adopting(renewal, carried)) } : renewal
    },
  }
})

const rolesAtSignIn = new Map<string, Role>()
const withRolesInRows = doingOther(cookieSession, (right) => ({
  async start(...given) {
    const grant = await right.start(...given)
    rolesAtSignIn.set(grant.session.id, grant.session.role)
    return grant
  },
  async verify(...given) {
    const verdict = await right.verify(...given)
    if (!verdict.ok) return verdict
    const role = rolesAtSignIn.get(verdict.session.id) ?? verdict.session.role
    return { ok: true, session: { ...verdict.session, role } }
  },
}))

const neverIdle = givenOther(cookieSession, ({ sessions, clock }) => ({
  sessions: replacing(sessions, {
    async find(id) {
      const row = await sessions.find(id)
      return row && { ...row, lastSeenAt: clock.now() }
    },
  }),
}))

const deaf: Pick<SessionStrategy, 'end'> = { end: async () => ({ ok: true, ended: 'server' }) }
const withDeafLogout = doingOther(cookieSession, () => deaf)

const leavingRows = doingOther(nextAuthDatabase, () => deaf)

const withoutBlocklist = doingOther(jwtBlocklist, (_, context) => ({
  verify: (carried) => statelessJwt.create(context).verify(carried),
}))

const seenOpen = new Map<string, Session>()
const channelsAskedOnce = doingOther(cookieSession, (right) => ({
  async verify(carried, request) {
    const known = seenOpen.get(carried.access ?? '')
    if (request?.passive && known) return { ok: true, session: known }
    const verdict = await right.verify(carried, request)
    if (verdict.ok) seenOpen.set(carried.access ?? '', verdict.session)
    return verdict
  },
}))

async function unlessAway<T>(work: () => Promise<T>, instead: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isStoreUnavailable(error)) throw error
    return instead()
  }
}

const failingOpen = doingOther(jwtBlocklist, (right, context) => ({
  verify: (carried) =>
    unlessAway(
      () => right.verify(carried),
      () => statelessJwt.create(context).verify(carried),
    ),
}))

const refusingWhenAway = doingOther(cookieSession, (right) => ({
  verify: (...given) =>
    unlessAway(
      () => right.verify(...given),
      () => refused('revoked'),
    ),
}))

const confirmingWhenAway = doingOther(cookieSession, (right) => ({
  end: (...given) =>
    unlessAway(
      () => right.end(...given),
      () => ({ ok: true, ended: 'server' }),
    ),
}))

const silentReissue = { ...jwtExpiredReissue, renewsExpired: false }
const silentRows = { ...nextAuthDatabase, keepsCredentials: false }

const afterLogout = ['replay-after-logout', 'walk-away-after-logout', 'channel-after-logout']

const takenAway: [defence: string, StrategyDefinition, noticed: string[]][] = [
  [
    'reuse of a refresh token is noticed',
    withoutReuseDetection,
    [
      'refresh-thief-first',
      'refresh-owner-first',
      'refresh-generations-later',
      'refresh-double-without-grace',
    ],
  ],
  ['two tabs are forgiven', withoutGrace, ['refresh-inside-grace', 'refresh-honest-double']],
  ['no renewal moves the end', slidingForever, ['refresh-past-the-end', 'late-renewal-for-good']],
  // Its step-up mints no session of its own, which could then come late.
  ['rows hold a hash', withSecretsInRows, ['leak-living-session', 'late-step-up-after-logout']],
  [
    'a sign-in and a new password mint fresh ids',
    adoptingWhatIsBrought,
    [
      'replay-after-password-change',
      'fixation-own-session',
      'fixation-invented',
      // What comes late is then what the log-out has ended.
      'late-sign-in-after-logout',
      'late-step-up-after-logout',
    ],
  ],
  ['the role is read from the account', withRolesInRows, ['replay-after-demotion']],
  ['an idle session ends', neverIdle, ['walk-away-unattended']],
  ['a log-out ends the row', withDeafLogout, [...afterLogout, 'outage-logout-confirmed']],
  [
    'a log-out deletes what it ends',
    leavingRows,
    [
      ...afterLogout,
      'leak-ended-session',
      'outage-logout-confirmed',
      'late-renewal-after-logout',
      'late-renewal-after-logout-everywhere',
      'late-renewal-for-good',
    ],
  ],
  [
    'the blocklist is read',
    withoutBlocklist,
    [
      ...afterLogout,
      'replay-after-password-change',
      'replay-after-ban',
      'replay-after-delete',
      'replay-after-demotion',
      'channel-after-ban',
      'outage-after-logout',
    ],
  ],
  [
    'an open channel asks again',
    channelsAskedOnce,
    ['channel-after-logout', 'channel-after-ban', 'channel-past-expiry'],
  ],
  ['an outage lets nobody in', failingOpen, ['outage-after-logout']],
  ['an outage refuses nobody', refusingWhenAway, ['outage-honest-refused']],
  ['an outage confirms nothing', confirmingWhenAway, ['outage-logout-confirmed']],
]

describe('a defence that is taken away is noticed, by its attacks and no others', () => {
  it.each(takenAway)('%s', async (_, definition, noticed) => {
    expect((await attacksNoticing(definition)).toSorted()).toEqual(noticed.toSorted())
  })
})

describe('a trait that is told wrong is noticed', () => {
  const wrong: [string, StrategyDefinition, string][] = [
    ['expired tokens are not traded', silentReissue, 'reissue-expired'],
    [
      'expired tokens are traded',
      { ...jwtRefreshRotation, renewsExpired: true },
      'reissue-expired',
    ],
    ['rows hold no credentials', silentRows, 'leak-living-session'],
    [
      'a renewal hands out all that opens',
      { ...cachedSession, renewed: ['access', 'cache'] },
      'late-renewal-after-logout',
    ],
    ['rows hold credentials', { ...cookieSession, keepsCredentials: true }, 'leak-living-session'],
  ]
  it.each(wrong)('%s', async (_, definition, noticed) => {
    expect(await attacksNoticing(definition)).toEqual([noticed])
  })
})
