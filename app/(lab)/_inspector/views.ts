/** What a lane can be looked at by, in the order of the tabs; the first needs no word in the URL. */
export const views = [
  { id: 'why', name: 'Why' },
  { id: 'wire', name: 'On the wire' },
  { id: 'token', name: 'The token' },
  { id: 'server', name: 'The server' },
  { id: 'source', name: 'Source' },
] as const

export type ViewId = (typeof views)[number]['id']

export const viewNamed = (name: string | null): ViewId =>
  views.find(({ id }) => id === name)?.id ?? 'why'
