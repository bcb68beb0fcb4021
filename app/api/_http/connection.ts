import { CALLS, currentConnection } from '#lib/kernel/connection.ts'

/** The address that the current request came from. One name for all where the server does not tell. */
export const connectionAddress = (): string => currentConnection()?.address ?? 'unknown'

/** The path of a request, as whoever asks wrote it. */
export function pathAsked({ url }: Request): string {
  const { pathname } = new URL(url)
  return pathname === CALLS ? (currentConnection()?.path ?? pathname) : pathname
}
