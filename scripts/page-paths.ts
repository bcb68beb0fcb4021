/** One page of each kind below those that the navigation offers: what is tried on all pages is tried on these. */
export const kindsOfPages: readonly string[] = [
  '/learn/stateless-tokens?out=1&token=no.such.token',
  '/learn/revocation?event=ban',
  '/learn/refresh-and-reuse?moves=answer-is-lost.a-minute-passes.thief-renews',
  '/learn/cookie-or-storage?sameSite=none&originCheck=off',
  '/learn/lifetimes?question=at-rest&idleTtl=0&skew=300',
  '/learn/many-nodes',
  '/choose?ban=now&devices=no&store=many&clients=browsers&today=supabase',
  '/choose/next-auth',
  '/choose/owasp',
  '/compare/two?a=jwt-refresh-rotation&b=jwt-blocklist',
  '/scenarios/logout',
  '/scenarios/replay-after-demotion',
  // A cell of the run that the tests of the reports make beside: there it is with a run and without.
  '/reports/stateless-jwt/replay-after-logout',
  '/strategies/stateless-jwt',
  '/password-reset',
]

/** What is in the footer, and what a page shows when it is asked for something else. */
export const morePages: readonly string[] = [
  '/compare?view=attacks',
  '/about',
  '/glossary',
  '/search?q=reuse',
]
