import type { LifetimeName } from '#lib/strategies/lifetimes.ts'

/** What each lifetime means to a visitor. */
export const lifetimeFields: Record<LifetimeName, { label: string; about: string }> = {
  sessionTtl: { label: 'Session', about: 'How old a session may get, however often it is used.' },
  idleTtl: {
    label: 'Idle',
    about:
      'How long a session may rest unused. Where use is not seen, rest counts from the end of the access token or the cached copy.',
  },
  tokenTtl: { label: 'Single token', about: 'For strategies with one token and no renewal.' },
  accessTtl: { label: 'Access token', about: 'How long it is believed without asking.' },
  refreshTtl: { label: 'Refresh token', about: 'How long renewals go on.' },
  rotationGrace: {
    label: 'Rotation grace',
    about: 'How long a used refresh token is forgiven: two tabs, a lost answer.',
  },
  cacheTtl: { label: 'Session cache', about: 'How long a cached session is believed.' },
  reauthAfter: {
    label: 'Ask for the password again',
    about: 'How old a sign-in may be for a sensitive action.',
  },
  replicaBound: {
    label: 'Replica bound',
    about:
      "How old the revocations in a node's memory may be, in real time, before it stops answering. Only where Redis is.",
  },
}

export const groupWords = {
  transport: {
    cookie: 'Cookies: HttpOnly, sent by the browser',
    bearer: 'Bearer: kept by the page, sent in a header',
  },
  sameSite: {
    strict: 'Strict: never sent from another site',
    lax: 'Lax: sent when a link leads here',
    none: 'None: sent from everywhere, on https',
  },
  socketCheck: {
    'at-opening': 'When it is opened, and never again',
    'every-message': 'At every message that comes in',
    push: 'Always: closed when the session ends',
  },
  clearSiteData: {
    off: 'Off: the browser keeps the rest',
    cache: 'cache: files and pages it has kept',
    storage: 'storage: what pages of this origin store',
    cookies: 'cookies: all of this host, of every lab on it',
    all: 'All three',
  },
} as const
