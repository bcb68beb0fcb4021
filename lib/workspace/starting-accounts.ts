/** What a new workspace holds, and what is put back when it starts over. */
export const startingAccounts = [
  { username: 'alice', role: 'member' },
  { username: 'bob', role: 'member' },
  { username: 'admin', role: 'admin' },
] as const
