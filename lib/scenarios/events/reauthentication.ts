import type { Scenario } from '../stage.ts'

export const reauthentication: Scenario = {
  event: 'reauthentication',
  title: 'Sign in again',
  story: 'For a sensitive action the owner gives the password again, on the same device.',
  stays: ['victim', 'laptop', 'bystander'],
  play: ({ victim }) => victim.signInAgain(),
}
