/** What an event did to the credentials of a strategy. */
export const effects = {
  revoked: 'old credentials are refused from now on',
  'at-renewal': 'nothing more is renewed; what was issued runs until it expires',
  updated: 'the session goes on, and the change is read with the next request',
  unaffected: 'nothing: the strategy does not depend on what was changed',
  cannot: 'nothing: the strategy has no way to do it',
} as const

export type Effect = keyof typeof effects
