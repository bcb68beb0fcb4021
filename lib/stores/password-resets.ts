/** What opens an account once to somebody who has forgotten its password. */
export interface PasswordReset {
  username: string
  /** SHA-256 of a token of 256 random bits. */
  tokenHash: string
  /** Milliseconds, on the workspace's clock. */
  expiresAt: number
}

/**
 * The resets of one workspace, one for each account. What uses one up, or makes it void, is a change
 * of the account: `UserStore.change` does both in one step.
 */
export interface PasswordResetStore {
  /** In the place of the one that there was. False where there is no such account (any more). */
  put(reset: PasswordReset): Promise<boolean>
  /** Also one that was used or is over; null where there is none, or another has its place. */
  find(tokenHash: string): Promise<(PasswordReset & { used: boolean }) | null>
}
