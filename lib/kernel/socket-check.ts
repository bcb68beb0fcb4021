/**
 * How an open WebSocket is held against its session: not any more once it is open, at each message of
 * its client, or whenever the session may have ended, so that the server closes it.
 */
export const socketChecks = ['at-opening', 'every-message', 'push'] as const
export type SocketCheck = (typeof socketChecks)[number]
