import { currentConnection } from '#lib/kernel/connection.ts'

/** The address that the current request came from. One name for all where the server does not tell. */
export const connectionAddress = (): string => currentConnection()?.address ?? 'unknown'
