import type { AccountId } from '../../stores/contract.ts'
import {
  atExpiry,
  atOnce,
  type Account,
  type Credentials,
  type Declaration,
  type Grant,
  type Session,
  type SessionStrategy,
  everyEvent,
} from '../contract.ts'
import type { TokenVerdict } from './signed-session.ts'

/** What can be promised where all tokens of an account can be voided, but never one of them. */
export const accountWide: Pick<Declaration, 'promises' | 'collateral'> = {
  promises: {
    ...everyEvent(atOnce),
    'revoke-device': atExpiry('tokenTtl'),
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

/** The strategy, given how tokens are checked and how all of an account's are voided. */
export const accountWideStrategy = (parts: {
  start(who: Account, device: string): Promise<Grant>
  verify(value: string | undefined): Promise<TokenVerdict>
  /** Voids every token that was issued until now: of one account, or of everybody. */
  voidAll(account: AccountId | null): Promise<void>
  /** A token for a session that goes on, for the time that it has left. */
  reissue(session: Session): Promise<NonNullable<Credentials['access']>>
}): SessionStrategy => ({
  start: (who, device) => parts.start(who, device),
  verify: ({ access }) => parts.verify(access),

  async end({ access }, scope) {
    const verdict = await parts.verify(access)
    if (!verdict.ok) return verdict
    const { session } = verdict
    await parts.voidAll(session.account)
    if (scope !== 'others') return { ok: true, ended: 'server' }
    // This device's own token has been voided with the others': it is given a new one.
    const credentials = { access: await parts.reissue(session) }
    return { ok: true, ended: 'server', grant: { session, credentials } }
  },

  async on(event) {
    await parts.voidAll(event.account)
    return 'revoked'
  },
})
