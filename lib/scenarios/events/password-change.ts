import type { Scenario } from '../stage.ts'

export const passwordChange: Scenario = {
  event: 'password-change',
  title: 'Change the password',
  story: 'On the laptop, the owner changes the password, and stays signed in there.',
  stays: ['laptop', 'bystander'],
  play: ({ laptop }) => laptop.changePassword(),
}
