/** What a new workspace holds: while it is being made, a page is drawn as it will be. */
export const startingUsers = [
  { username: 'alice', role: 'member', disabled: false },
  { username: 'bob', role: 'member', disabled: false },
  { username: 'admin', role: 'admin', disabled: false },
] as const
