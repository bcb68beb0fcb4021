import { z } from 'zod'

/** Rows as they are told: every value of a hash is a text. */

export const sessionRow = z.object({
  id: z.string(),
  secretHash: z.string(),
  account: z.string(),
  device: z.string(),
  signedInAt: z.coerce.number(),
  lastSeenAt: z.coerce.number(),
  expiresAt: z.coerce.number(),
})

export const familyRow = z.object({
  id: z.string(),
  account: z.string(),
  device: z.string(),
  signedInAt: z.coerce.number(),
  generation: z.coerce.number(),
  rotatedAt: z.coerce.number(),
  expiresAt: z.coerce.number(),
})

export const librarySessionRow = z.object({
  token: z.string(),
  account: z.string(),
  device: z.string(),
  signedInAt: z.coerce.number(),
  expiresAt: z.coerce.number(),
})
