import type { Scenario } from '../stage.ts'

export const deletion: Scenario = {
  event: 'delete',
  title: 'Delete the account',
  story: 'The operator deletes the account.',
  stays: ['bystander'],
  play: ({ operator, username }) => operator.delete(username),
}
