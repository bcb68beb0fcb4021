import type { Scenario } from '../stage.ts'

export const absoluteTimeout: Scenario = {
  event: 'absolute-timeout',
  title: 'The longest a session may last',
  story:
    'The thief uses and renews what it holds without a pause, until the session is due to end.',
  stays: [],
  timed: 'sessionTtl',
  async play({ thief, renewer, pass, settings }) {
    const { idleTtl, accessTtl, sessionTtl } = settings
    // As often as its access token asks for; where sessions last for weeks, a hundred times in all,
    // or as often as it takes not to be idle, but never more than twenty thousand times.
    const often = Math.max(accessTtl / 2, sessionTtl / 100)
    const seldom = Math.max(1, sessionTtl / 20_000)
    const step = Math.floor(Math.max(seldom, Math.min(idleTtl / 2, often)))
    for (let gone = 0; gone < sessionTtl; gone += step) {
      await thief.request()
      await renewer.renew()
      await renewer.request()
      await pass(Math.min(step, sessionTtl - gone))
    }
  },
}
