import type { Scenario } from '../stage.ts'

export const logoutAllUsers: Scenario = {
  event: 'logout-all-users',
  title: 'Sign everybody out',
  story: 'The operator signs all users out.',
  stays: [],
  play: ({ operator }) => operator.logoutAllUsers(),
}
