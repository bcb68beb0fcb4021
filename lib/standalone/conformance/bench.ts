import { grantAnew, passwordChanged } from '../../strategies/anew.ts'
import { carriedFrom } from '../../strategies/carried.ts'
import type { Bench } from '../../strategies/conformance/bench.ts'
import type { Carried } from '../../strategies/contract.ts'
import { chosen } from '../chosen.ts'
import type { Application } from './application.ts'

export function standaloneBench(application: Application): Bench {
  const { accounts, clock } = application
  const { strategy: definition } = chosen
  const strategy: Bench['strategy'] = async (meter) => application.sessions().strategy(meter)
  const asAlice = async (carried: Carried, act: typeof grantAnew) => {
    const own = await strategy()
    const verdict = await own.verify(carried, { thorough: true })
    return verdict.ok ? act(own, carried, accounts.named('alice'), verdict.session.device) : verdict
  }
  return {
    definition,
    now: async () => clock.now(),
    strategy,
    under: async ({ id }) => {
      throw new Error(`there is no ${id} here`)
    },
    account: async (username) => accounts.named(username),
    async signIn(username = 'alice', device = 'a browser', carried = {}) {
      const grant = await (await strategy()).start(accounts.named(username), device, carried)
      return carriedFrom(grant.credentials)
    },
    verify: async (carried) => (await strategy()).verify(carried),
    changePassword: (carried) => asAlice(carried, passwordChanged),
    signInAgain: (carried) => asAlice(carried, grantAnew),
    key: async () => application.sessions().keys()?.current() ?? null,
    setAlgorithm: async (algorithm) => application.setAlgorithm(algorithm),
    advance: async (seconds) => clock.advance(seconds * 1000),
  }
}
