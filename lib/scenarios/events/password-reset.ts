import type { Scenario } from '../stage.ts'

export const passwordReset: Scenario = {
  event: 'password-reset',
  title: 'Reset a forgotten password',
  story:
    'The owner has forgotten the password. By a link from the operator a new one is set, which signs nobody in; then the owner signs in with it.',
  stays: ['bystander'],
  async play({ operator, laptop, username }) {
    await laptop.resetPassword(username, await operator.offerReset(username))
    await laptop.signIn(username, 'laptop')
  },
}
