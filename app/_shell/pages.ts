/** The rooms that the header offers, in the order in which somebody new goes through them. */
export const rooms = [
  { path: '/', name: 'Try' },
  { path: '/learn', name: 'Learn' },
  { path: '/choose', name: 'Choose' },
] as const

/** What the workbench opens to. */
export const workbench = [
  { path: '/compare', name: 'Compare', about: 'Every event and every attack, in tables' },
  { path: '/strategies', name: 'Strategies', about: 'How each one works, with its source' },
  { path: '/scenarios', name: 'Scenarios', about: 'Guided stories: guess, then see' },
  { path: '/app', name: 'App', about: 'A sample application to sign in to' },
  { path: '/operator', name: 'Operator', about: 'Ban, demote, rotate keys' },
  { path: '/settings', name: 'Settings', about: 'Strategy, transport, lifetimes' },
  { path: '/reports', name: 'Reports', about: 'Runs of the tests in a real browser' },
] as const

/** What stands in the footer alone. */
const small = [{ path: '/about', name: 'About' }] as const

/** All pages that have a name of their own. */
export const pages = [...rooms, ...workbench, ...small] as const
