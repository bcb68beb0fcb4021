/** The pages that the navigation offers, in its order. */
export const pages = [
  { path: '/', name: 'Lab' },
  { path: '/learn', name: 'Learn' },
  { path: '/compare', name: 'Compare' },
  { path: '/scenarios', name: 'Scenarios' },
  { path: '/reports', name: 'Reports' },
  { path: '/app', name: 'App' },
  { path: '/operator', name: 'Operator' },
  { path: '/settings', name: 'Settings' },
  { path: '/strategies', name: 'Strategies' },
  { path: '/about', name: 'About' },
] as const
