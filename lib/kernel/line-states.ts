/** What the cluster demo can do to the line from a node to Redis. */
export const lineStates = ['open', 'feed-paused', 'cut'] as const
export type LineState = (typeof lineStates)[number]
