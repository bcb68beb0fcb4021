import type { Client, Stage } from '../../scenarios/stage.ts'
import { callingClient, type Result } from '../../scenarios/stages/calling-client.ts'
import type { AccountEvent } from '../../strategies/contract.ts'
import { grantAnew, passwordChanged } from '../../strategies/anew.ts'
import type { Settings } from '../../workspace/settings.ts'
import { chosen } from '../chosen.ts'
import type { Application } from './application.ts'

/** What the scenarios are played on: the strategy called as an application calls it. */
export function standaloneStage(application: Application, settings: Settings): Stage {
  const { accounts, clock } = application
  const { strategy: definition } = chosen
  const tell = async (
    username: string,
    type: Exclude<AccountEvent['type'], 'logout-all-users'>,
    change: () => void = () => undefined,
  ) => {
    const { id } = accounts.named(username)
    change()
    await application.sessions().strategy().on({ type, account: id })
  }
  return {
    strategy: definition.id,
    tolerance: definition.tolerance,
    settings,
    client: () => clientOf(application),
    advance: async (seconds) => clock.advance(seconds * 1000),
    operator: {
      // Links to a new password are the application's own.
      offerReset: async (name) => name,
      ban: (name) => tell(name, 'ban', () => accounts.change(name, { disabled: true })),
      delete: (name) => tell(name, 'delete', () => accounts.remove(name)),
      setRole: (name, role) => tell(name, 'role-change', () => accounts.change(name, { role })),
      forceLogout: (name) => tell(name, 'force-logout'),
      rekey: (name) =>
        tell(name, 'rekey-account', () => accounts.change(name, { id: `${name} anew` })),
      async rotateKeys(how) {
        const keys = application.sessions().keys()
        await (how === 'routine' ? keys?.retire() : keys?.rotate())
      },
      logoutAllUsers: async () =>
        void (await application
          .sessions()
          .strategy()
          .on({ type: 'logout-all-users', account: null })),
    },
    close: async () => undefined,
  }
}

/** Who has just given the password is taken at its word: passwords are the application's own. */
function clientOf({ accounts, sessions }: Application): Client {
  return callingClient(chosen.strategy, async (carried, meter) => {
    const strategy = sessions().strategy(meter)
    const asOwner = async (name: string, act: typeof grantAnew): Promise<Result> => {
      const verdict = await strategy.verify(carried, { thorough: true })
      if (!verdict.ok) return verdict
      return act(strategy, carried, accounts.named(name), verdict.session.device)
    }
    return {
      strategy,
      async signIn(name, device) {
        const who = accounts.named(name)
        if (who.disabled) return { ok: false, reason: 'account_disabled' }
        return { ok: true, ...(await strategy.start(who, device, carried)) }
      },
      changePassword: (name) => asOwner(name, passwordChanged),
      async resetPassword(name) {
        await strategy.on({ type: 'password-reset', account: accounts.named(name).id })
        return { ok: true }
      },
      // Its cookies are dated.
      outlivesBrowser: true,
      signInAgain: (name) => asOwner(name, grantAnew),
    }
  })
}
