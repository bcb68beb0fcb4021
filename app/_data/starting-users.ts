import { startingAccounts } from '#lib/workspace/starting-accounts.ts'

/** While a new workspace is being made, a page is drawn as it will be. */
export const startingUsers = startingAccounts.map((account) => ({ ...account, disabled: false }))
