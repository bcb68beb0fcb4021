import type { Scenario } from '../stage.ts'

export const absoluteTimeout: Scenario = {
  event: 'absolute-timeout',
  title: 'The longest a session may last',
  story:
    'The thief uses and renews what it holds without a pause, until the session is due to end.',
  stays: [],
  timed: 'sessionTtl',
  async play({ thief, renewer, pass, settings }) {
    const step = Math.max(1, Math.floor(Math.min(settings.idleTtl, settings.accessTtl) / 2))
    for (let gone = 0; gone < settings.sessionTtl; gone += step) {
      await thief.request()
      await renewer.renew()
      await renewer.request()
      await pass(Math.min(step, settings.sessionTtl - gone))
    }
  },
}
