import { answering } from '../stores/answering.ts'
import { sqliteKeys } from '../stores/sqlite/keys.ts'
import type { KeyRing } from '../tokens/contract.ts'
import { createTokens } from '../tokens/jwt.ts'
import { createKeyRing, keyContext } from '../tokens/key-ring.ts'
import { createSealer } from '../tokens/sealer.ts'
import type { Parts, Place } from './parts.ts'

/** The keys with which the strategy signs, sealed in its database. */
export const ringIn = (place: Place): KeyRing =>
  createKeyRing({
    name: keyContext(place),
    store: () => answering('keys', sqliteKeys(place), place.asking),
    algorithm: place.algorithm,
    // No token outlives the session that it is for.
    lifetime: place.lifetimes.sessionTtl * 1000,
    clock: place.clock,
    sealer: createSealer(place.secret, place.random),
    random: place.random,
    cache: place.keyCache,
  })

/** For whoever signs tokens, or has a library that wants a secret. */
export const signing = {
  keys: ringIn,
  tokens: (place) =>
    createTokens({
      ring: ringIn(place),
      issuer: place.strategy,
      audience: place.workspace,
      clock: place.clock,
      verified: place.keyCache.verified,
    }),
} satisfies Parts
