/** Where another node looks, a strategy for each: what is shown of them is what was measured. */
export const ways = [
  {
    id: 'cookie-session',
    looks: 'a shared store, on every request',
    meanwhile: 'At once: all nodes read the row that is gone. The read is what it costs.',
  },
  {
    id: 'stateless-jwt',
    looks: 'the signature alone',
    meanwhile: 'Never: no node is told, and none asks. The token ends when it expires.',
  },
  {
    id: 'cached-session',
    looks: 'a copy of the session that the client carries, for minutes',
    meanwhile: 'Not until the copy has expired: no node looks further until then.',
  },
  {
    id: 'jwt-replicated-blocklist',
    looks: 'the list of the revoked, in its own memory',
    meanwhile:
      'Within the bound of 2 s, and as a rule within milliseconds: every node is told, and one that has not heard from the feed for that long answers 503.',
  },
] as const
