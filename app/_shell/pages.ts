/** The rooms that the header offers, in the order in which somebody new goes through them. */
export const rooms = [
  { path: '/', name: 'Try', about: 'Log out, and see whether a thief with a copy is out' },
  { path: '/learn', name: 'Learn', about: 'Short chapters, each with one thing to play with' },
  { path: '/choose', name: 'Choose', about: 'Five questions, one recommendation' },
] as const

/** What the workbench opens to. */
export const workbench = [
  { path: '/compare', name: 'Compare', about: 'Every event and every attack, in tables' },
  { path: '/strategies', name: 'Strategies', about: 'How each one works, with its source' },
  { path: '/scenarios', name: 'Scenarios', about: 'Guided stories: guess, then see' },
  { path: '/app', name: 'App', about: 'A sample application to sign in to' },
  { path: '/operator', name: 'Operator', about: 'Ban, demote, rotate keys' },
  { path: '/settings', name: 'Settings', about: 'Strategy, transport, lifetimes' },
  { path: '/cost', name: 'Cost', about: 'What a check takes, measured, and a calculator' },
  { path: '/reports', name: 'Reports', about: 'Runs of the tests in a real browser' },
] as const

/** What stands in the footer alone. */
export const small = [
  { path: '/about', name: 'About', about: 'What is measured, how, and what is not' },
  { path: '/glossary', name: 'Glossary', about: 'The terms of the field, in a sentence each' },
  { path: '/search', name: 'Search', about: 'Find a strategy, an event, an attack or a term' },
] as const
