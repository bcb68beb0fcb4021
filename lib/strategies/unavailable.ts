/** A strategy that this server cannot run. It is shown with its reason, and nothing is said of it. */
export interface Unavailable {
  id: string
  title: string
  /** One sentence: what the client holds, and what the server keeps. */
  summary: string
  reason: string
  /** What would make it available. */
  remedy: string
}

export const unavailable: readonly Unavailable[] = [
  {
    id: 'jwt-replicated-blocklist',
    title: 'JWT + replicated blocklist',
    summary:
      'The client holds a signed token; every node keeps the ids of revoked ones in its memory, and is told of new ones by push.',
    reason: 'It wants Redis to tell all nodes, and this server keeps its state in one SQLite file.',
    remedy: 'a Redis, named by REDIS_URL when the server starts.',
  },
]
