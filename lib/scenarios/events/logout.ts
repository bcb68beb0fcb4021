import type { Scenario } from '../stage.ts'

export const logout: Scenario = {
  event: 'logout',
  title: 'Log out',
  story: 'The owner signs out of the device whose credentials were copied.',
  stays: ['laptop', 'bystander'],
  play: ({ victim }) => victim.logOut('this'),
}
