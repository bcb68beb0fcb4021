import type { Scenario } from '../stage.ts'

export const logoutEverywhere: Scenario = {
  event: 'logout-everywhere',
  title: 'Log out everywhere',
  story: 'From the laptop, the owner signs out all devices.',
  stays: ['bystander'],
  play: ({ laptop }) => laptop.logOut('all'),
}
