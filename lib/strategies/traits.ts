/** What else there is to say of a strategy, of which each has one answer or several. */

/**
 * What keeps a session alive past the moment at which it would have ended at rest: a tab that stays
 * open, which asks and renews, or a mere look that is meant to be no use (`passive`).
 */
export const keepers = ['polling', 'watching'] as const
export type Keeper = (typeof keepers)[number]

export const profiles = ['server', 'client', 'client-in-parts'] as const
export type Profile = (typeof profiles)[number]
