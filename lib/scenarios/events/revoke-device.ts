import type { Scenario } from '../stage.ts'

export const revokeDevice: Scenario = {
  event: 'revoke-device',
  title: 'Sign out a device',
  story: 'On the laptop, the owner finds the other device in the list and signs it out.',
  stays: ['laptop', 'bystander'],
  play: ({ laptop }) => laptop.endDevice('victim'),
}
