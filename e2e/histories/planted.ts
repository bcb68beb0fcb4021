import type { Backend } from '#lib/stores/backend.ts'
import { checkWaitGrant, laundering } from '#lib/strategies/conformance/planted.ts'
import { cookieSession } from '#lib/strategies/cookie-session.ts'
import type {
  Capabilities,
  Context,
  SessionStrategy,
  StrategyDefinition,
  Verdict,
} from '#lib/strategies/contract.ts'
import { jwtBlocklist } from '#lib/strategies/jwt-blocklist.ts'
import { jwtIssuedAfter } from '#lib/strategies/jwt-issued-after.ts'
import { jwtRefreshDenylist } from '#lib/strategies/jwt-refresh-denylist.ts'
import { jwtRefreshRotation } from '#lib/strategies/jwt-refresh-rotation.ts'
import { jwtTokenVersion } from '#lib/strategies/jwt-token-version.ts'
import { hashOf } from '#lib/tokens/opaque.ts'
import { replacing } from '#lib/stores/conformance/replacing.ts'

/** Faults of the kinds that are known, for the search to find. */

type Everything = Context<keyof Capabilities>

interface Planted {
  name: string
  strategy: StrategyDefinition
  backend?: (main: Backend) => Backend
  /** Of a search that finds it soon, where most take long. */
  seed?: number
}

const withFault = (
  name: string,
  right: StrategyDefinition,
  create: (context: Everything) => SessionStrategy,
): Planted => ({ name, strategy: { ...right, create } })

const staleCutOff = withFault('a cut-off that is remembered', jwtTokenVersion, (context) => {
  const { versions } = context
  const current = async (account: string) => {
    const known = remembered.get(account) ?? (await versions.current(account))
    remembered.set(account, known)
    return known
  }
  return jwtTokenVersion.create({ ...context, versions: replacing(versions, { current }) })
})
const remembered = new Map<string, number>()

const getThenSet = withFault('a rotation that gets, then sets', jwtRefreshRotation, (context) => {
  const { refreshFamilies: families } = context
  return jwtRefreshRotation.create({
    ...context,
    refreshFamilies: replacing(families, {
      async rotate(id, presented, { now, graceMs, idleMs }) {
        const family = await families.find(id)
        if (!family) return null
        if (family.expiresAt <= now) return { outcome: 'expired' }
        if (presented === family.generation - 1 && now - family.rotatedAt < graceMs)
          return { outcome: 'repeated', family }
        if (presented !== family.generation) {
          await families.end(id)
          return { outcome: 'reused' }
        }
        if (now - family.rotatedAt >= idleMs) return { outcome: 'idle_timeout' }
        const next = { ...family, generation: family.generation + 1, rotatedAt: now }
        await families.end(id)
        await families.insert(next)
        return { outcome: 'rotated', family: next }
      },
    }),
  })
})

const cache = new Map<string, Verdict>()
const answeringCache = withFault('a cache that answers for revocation', jwtBlocklist, (context) => {
  const right = jwtBlocklist.create(context)
  return {
    ...right,
    async verify(carried) {
      const known = cache.get(carried.access ?? '')
      const verdict = known ?? (await right.verify(carried))
      if (verdict.ok) cache.set(carried.access ?? '', verdict)
      return verdict
    },
  }
})

const movingSignIn = withFault(
  'a renewal that moves the sign-in',
  jwtRefreshRotation,
  (context) => {
    const right = jwtRefreshRotation.create(context)
    return {
      ...right,
      async renew(carried, request) {
        const renewal = (await right.renew?.(carried, request)) ?? { ok: false, reason: 'revoked' }
        if (!renewal.ok) return renewal
        const signedInAt = context.clock.now()
        return { ...renewal, session: { ...renewal.session, signedInAt } }
      },
    }
  },
)

const keyedOnText = withFault('a list that is keyed on text', jwtRefreshDenylist, (context) => {
  const { revocations, clock } = context
  const right = jwtRefreshDenylist.create(context)
  const YEAR = 365 * 24 * 60 * 60 * 1000
  return {
    ...right,
    async end(carried, scope) {
      if (scope !== 'this') return right.end(carried, scope)
      await revocations.revoke(hashOf(carried.access ?? ''), clock.now() + YEAR)
      return { ok: true, ended: 'server' }
    },
    async renew(carried, request) {
      const id = hashOf(carried.access ?? '')
      const isListed = await revocations.isRevoked({ id, account: '', stamp: Infinity })
      if (isListed || !right.renew) return { ok: false, reason: 'revoked' }
      return right.renew(carried, request)
    },
  }
})

const resurrecting = withFault('a save that resurrects', cookieSession, (context) => {
  const { sessions } = context
  return cookieSession.create({
    ...context,
    sessions: replacing(sessions, {
      async touch(id, lastSeenAt) {
        const row = await sessions.find(id)
        await sessions.remove(id)
        // A save overwrites: that another one has put the row there already is no failure of it.
        if (row) await sessions.insert({ ...row, lastSeenAt }).catch(() => undefined)
      },
    }),
  })
})

const deaf = withFault('an event that is answered and not applied', jwtBlocklist, (context) => ({
  ...jwtBlocklist.create(context),
  on: async () => 'revoked',
}))

/** The account is changed and everybody is told; nobody wrote down what there was to tell. */
const halfDone: Planted = {
  name: 'an event that nobody recorded',
  strategy: jwtBlocklist,
  backend: (main) => ({
    ...main,
    users: (workspace) => {
      const users = main.users(workspace)
      return { ...users, change: (user, change) => users.change(user, change, null) }
    },
    accountEvents: (workspace) => ({
      ...main.accountEvents(workspace),
      record: async () => undefined,
      finish: async () => true,
    }),
  }),
}

const takenTwice: Planted = {
  name: 'a reset that is not used up',
  seed: 14,
  strategy: cookieSession,
  backend: (main) => ({
    ...main,
    users: (workspace) => {
      const users = main.users(workspace)
      const resets = main.passwordResets(workspace)
      const change: typeof users.change = async (user, how, event) => {
        const kept = user.reset && (await resets.find(user.reset.tokenHash))
        const isChanged = await users.change(user, how, event)
        if (isChanged && kept) await resets.put(kept)
        return isChanged
      }
      return { ...users, change }
    },
  }),
}

/** Whoever signs in under a new id meanwhile is not meant by what happens to the old one. */
export const idOfBefore: Planted = {
  name: 'an event that names an id of before',
  strategy: jwtBlocklist,
  backend: (main) => ({
    ...main,
    users: (workspace) => {
      const users = main.users(workspace)
      const change: typeof users.change = (user, how, event) => {
        const { id: _, ...named } = user
        return users.change(named, how, event)
      }
      return { ...users, change }
    },
  }),
}

const hastyRoutine: Planted = {
  name: 'a routine that throws the keys away',
  strategy: jwtBlocklist,
  backend: (main) => ({
    ...main,
    keys: (workspace, strategy) => {
      const keys = main.keys(workspace, strategy)
      return { ...keys, retire: () => keys.removeAll() }
    },
  }),
}

const cutAt = new Map<string, number>()
const byClock = withFault('cut-offs by clock', jwtIssuedAfter, (context) => {
  const { clock, cutOffs } = context
  const last = async (account: string) =>
    Math.max(cutAt.get(account) ?? 0, await cutOffs.last(account))
  return jwtIssuedAfter.create({
    ...context,
    cutOffs: {
      last,
      issueTime: async (account) => Math.max(clock.now(), (await last(account)) + 1),
      async set(account) {
        // Everybody's is left as it was.
        if (account === null) await cutOffs.set(null)
        else cutAt.set(account, clock.now())
      },
      async setFrom(account, issuedAt) {
        if (issuedAt <= (await last(account))) return null
        cutAt.set(account, clock.now())
        return Math.max(clock.now(), (await last(account)) + 1)
      },
    },
  })
})

export const planted: readonly Planted[] = [
  staleCutOff,
  getThenSet,
  answeringCache,
  movingSignIn,
  keyedOnText,
  { ...resurrecting, seed: 130 },
  { name: 'check, wait, grant', strategy: checkWaitGrant(cookieSession) },
  deaf,
  halfDone,
  takenTwice,
  hastyRoutine,
  byClock,
  { name: 'what is voided is issued anew', strategy: laundering },
]
