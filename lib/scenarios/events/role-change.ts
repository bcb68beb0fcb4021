import type { Scenario } from '../stage.ts'

export const roleChange: Scenario = {
  event: 'role-change',
  title: 'Take a role away',
  story: 'The operator makes an administrator an ordinary member; the thief wants the old role.',
  username: 'admin',
  stays: ['victim', 'laptop', 'bystander'],
  wants: 'admin',
  play: ({ operator, username }) => operator.setRole(username, 'member'),
}
