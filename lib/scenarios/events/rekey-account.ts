import type { Scenario } from '../stage.ts'

export const rekeyAccount: Scenario = {
  event: 'rekey-account',
  title: "Change the account's id",
  story: 'The operator gives the account another id, so that the old one names nobody.',
  stays: ['bystander'],
  play: ({ operator, username }) => operator.rekey(username),
}
