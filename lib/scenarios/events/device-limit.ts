import type { Scenario } from '../stage.ts'

export const deviceLimit: Scenario = {
  event: 'device-limit',
  title: 'One device too many',
  story:
    'Two devices are allowed. The owner signs in on the laptop again, and then in a second browser there: the phone has been signed in for longest.',
  stays: ['laptop', 'bystander'],
  settings: { deviceLimit: 2 },
  async play({ laptop, username }) {
    await laptop.signIn(username, 'laptop')
    // Another browser brings nothing along.
    await laptop.hold({})
    await laptop.signIn(username, 'laptop')
  },
}
