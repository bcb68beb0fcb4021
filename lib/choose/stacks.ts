/**
 * What people run, as far as a strategy of the lab can stand for it. The lifetimes are those of a
 * preset, which names where they are documented.
 */
export interface Stack {
  id: string
  title: string
  /** The id of the preset with its lifetimes. */
  preset: string
  /** Something that somebody can be running; else advice, or lifetimes of the lab. */
  isProduct: boolean
  /** Is it the library itself that runs here? Else it is our strategy of that kind. */
  isItself: boolean
  /** The strategies that stand for it; of a product, the one that is its default comes first. */
  kinds: readonly Kind[]
}

export interface Kind {
  strategy: string
  /** When it works like this. */
  when: string
}

const anyKind: readonly Kind[] = [
  { strategy: 'cookie-session', when: 'with a row for each session' },
  { strategy: 'jwt-refresh-rotation', when: 'with short access tokens and rotation' },
  { strategy: 'stateless-jwt', when: 'with one token that is believed until it expires' },
]

const product = { isProduct: true, isItself: false } as const
const advice = { isProduct: false, isItself: false, kinds: anyKind } as const

export const stacks: readonly Stack[] = [
  {
    ...product,
    id: 'next-auth',
    title: 'next-auth',
    preset: 'next-auth',
    isItself: true,
    kinds: [
      { strategy: 'next-auth-jwt', when: 'without an adapter, the default' },
      { strategy: 'next-auth-database', when: 'with an adapter for a database' },
    ],
  },
  {
    ...product,
    id: 'iron-session',
    title: 'iron-session',
    preset: 'iron-session',
    isItself: true,
    kinds: [{ strategy: 'iron-session', when: 'as it comes' }],
  },
  {
    ...product,
    id: 'better-auth',
    title: 'better-auth',
    preset: 'better-auth',
    kinds: [
      { strategy: 'cookie-session', when: 'as it comes' },
      { strategy: 'cached-session', when: 'with the cookie cache switched on' },
    ],
  },
  {
    ...product,
    id: 'supabase',
    title: 'Supabase',
    preset: 'supabase',
    kinds: [
      { strategy: 'jwt-refresh-rotation', when: 'where services check the token themselves' },
    ],
  },
  {
    ...product,
    id: 'auth0',
    title: 'Auth0',
    preset: 'auth0',
    kinds: [{ strategy: 'jwt-refresh-rotation', when: 'with refresh token rotation' }],
  },
  {
    ...product,
    id: 'keycloak',
    title: 'Keycloak',
    preset: 'keycloak',
    kinds: [
      { strategy: 'jwt-refresh-rotation', when: 'where services check the token themselves' },
    ],
  },
  {
    ...product,
    id: 'clerk',
    title: 'Clerk',
    preset: 'clerk',
    kinds: [{ strategy: 'cached-session', when: 'where servers check the token themselves' }],
  },
  { ...advice, id: 'owasp', title: "OWASP's advice", preset: 'owasp' },
  { ...advice, id: 'nist-aal2', title: 'NIST AAL2', preset: 'nist-aal2' },
  { ...advice, id: 'lab', title: "The lab's defaults", preset: 'lab' },
  { ...advice, id: 'real-time', title: "The lab's short lifetimes", preset: 'real-time' },
]

export const findStack = (id: string): Stack | undefined => stacks.find((own) => own.id === id)

/** The libraries whose strategies are for those who run them, by strategy. */
export const libraryOf = (strategy: string): Stack | undefined =>
  stacks.find(({ isItself, kinds }) => isItself && kinds.some((kind) => kind.strategy === strategy))
