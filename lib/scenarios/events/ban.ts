import type { Scenario } from '../stage.ts'

export const ban: Scenario = {
  event: 'ban',
  title: 'Ban the account',
  story: 'The operator disables the account.',
  stays: ['bystander'],
  play: ({ operator, username }) => operator.ban(username),
}
