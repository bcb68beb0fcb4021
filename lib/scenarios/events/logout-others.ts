import type { Scenario } from '../stage.ts'

export const logoutOthers: Scenario = {
  event: 'logout-others',
  title: 'Log out the others',
  story: 'From the laptop, the owner signs out all other devices.',
  stays: ['laptop', 'bystander'],
  play: ({ laptop }) => laptop.logOut('others'),
}
