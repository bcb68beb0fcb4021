import { hash, timingSafeEqual } from 'node:crypto'
import type { Random } from '../kernel/random.ts'

/** 128 random bits as base64url: names a row; never a secret by itself. */
export const newId = (random: Random): string => Buffer.from(random.bytes(16)).toString('base64url')

/** 256 random bits as base64url: what a client must hold to prove that a session is its own. */
export const newSecret = (random: Random): string =>
  Buffer.from(random.bytes(32)).toString('base64url')

/** SHA-256 is enough here: the secret has 256 random bits, so there is nothing to guess slowly. */
export const hashOf = (secret: string): string => hash('sha256', secret, 'base64url')

/** A version 4 UUID (RFC 9562): what libraries like to call a session by. */
export function newUuid(random: Random): string {
  const bytes = Buffer.from(random.bytes(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return bytes.toString('hex').replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')
}

/** The same hash in the spelling that next-auth writes into its CSRF cookie. */
export const hexHashOf = (text: string): string => hash('sha256', text, 'hex')

/** Compares in a time that does not depend on where two texts differ. */
export function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

const OPAQUE = /^[\w-]{22}\.[\w-]{43}$/

/** The id finds the row, the secret proves the right to it. */
export interface Opaque {
  id: string
  secret: string
}

/** `id.secret`, taken apart; null when it has another form. */
export const splitOpaque = (value: string): Opaque | null =>
  OPAQUE.test(value) ? { id: value.slice(0, 22), secret: value.slice(23) } : null
