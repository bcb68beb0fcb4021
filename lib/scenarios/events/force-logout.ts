import type { Scenario } from '../stage.ts'

export const forceLogout: Scenario = {
  event: 'force-logout',
  title: 'Force a log-out',
  story: 'The operator signs the account out everywhere.',
  stays: ['bystander'],
  play: ({ operator, username }) => operator.forceLogout(username),
}
