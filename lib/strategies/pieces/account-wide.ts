import type { AccountId } from '../../stores/contract.ts'
import {
  refused,
  type Credentials,
  type Declaration,
  type Session,
  type SessionStrategy,
} from '../contract.ts'
import { atExpiry, atOnce, everyEvent } from '../promises.ts'
import type { ReadOptions } from '../../tokens/contract.ts'
import type { TokenVerdict, sessionTokens } from './signed-session.ts'

/** What can be promised where all tokens of an account can be voided, but never one of them. */
export const accountWide: Pick<Declaration, 'promises' | 'collateral'> = {
  promises: {
    ...everyEvent(atOnce),
    'revoke-device': atExpiry('tokenTtl'),
    'device-limit': atExpiry('tokenTtl'),
    'idle-timeout': atExpiry('tokenTtl'),
    // A step-up that voided the old token would sign out every other device with it.
    reauthentication: atExpiry('tokenTtl'),
  },
  collateral: {
    logout: 'other-devices',
    'role-change': 'other-devices',
    'rotate-keys': 'everyone',
  },
}

/**
 * The strategy, given how tokens are checked and how all of an account's are voided. Every token is
 * stamped with what it is compared with: a version, or a moment. What is derived from a token carries
 * its stamp, or the one that voiding it gave: what was voided meanwhile is not brought back by it.
 */
export const accountWideStrategy = (parts: {
  tokens: Pick<ReturnType<typeof sessionTokens>, 'begin'>
  /** What a new token of an account is stamped with. */
  stamp(account: AccountId): Promise<number>
  issue(session: Session, options: { stamp: number }): Promise<NonNullable<Credentials['access']>>
  verify(value: string | undefined, options?: ReadOptions): Promise<TokenVerdict>
  /** Voids every token that was issued until now: of one account, or of everybody. */
  voidAll(account: AccountId | null): Promise<void>
  /** The same while what is stamped like this is in force: the stamp of what comes after, or null. */
  voidFrom(account: AccountId, stamp: number): Promise<number | null>
}): SessionStrategy => ({
  async start(who, device) {
    const stamp = await parts.stamp(who.id)
    const session = parts.tokens.begin(who, device)
    return { session, credentials: { access: await parts.issue(session, { stamp }) } }
  },

  verify: ({ access }) => parts.verify(access),

  async regenerate({ access }, who, reach) {
    const old = await parts.verify(access)
    if (!old.ok) return old
    const { account, stamp: current } = old.token
    const stamp = reach === 'all' ? await parts.voidFrom(account, current) : current
    if (stamp === null) return refused('revoked')
    const session = parts.tokens.begin(who, old.session.device)
    return { ok: true, session, credentials: { access: await parts.issue(session, { stamp }) } }
  },

  async end({ access }, scope) {
    // It reaches every device, so the token has to be in force; a clock that lags is no hindrance.
    const old = await parts.verify(access, scope === 'others' ? {} : { dates: 'early' })
    if (!old.ok) return old
    const { session } = old
    const stamp = await parts.voidFrom(session.account, old.token.stamp)
    if (stamp === null) return refused('revoked')
    if (scope !== 'others') return { ok: true, ended: 'server' }
    // This device's own token has been voided with the others': it is given a new one.
    const credentials = { access: await parts.issue(session, { stamp }) }
    return { ok: true, ended: 'server', grant: { session, credentials } }
  },

  async on({ account }) {
    await parts.voidAll(account)
    return 'revoked'
  },
})
