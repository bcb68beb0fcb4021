import type { Carried, Credentials } from './contract.ts'

/** What a client that was given these credentials presents with its next request. */
export const carriedFrom = (credentials: Credentials): Carried =>
  Object.fromEntries(
    Object.entries(credentials).flatMap(([name, kept]) => (kept ? [[name, kept.value]] : [])),
  )
