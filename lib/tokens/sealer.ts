import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync } from 'node:crypto'
import type { Random } from '../kernel/random.ts'

/** Encrypts what rests in the database, so that a copy of the file signs nothing. */
export interface Sealer {
  /** `context` binds the text to its place: sealed for one, it does not open in another. */
  seal(text: string, context: string): string
  /** Throws when the text was not sealed by this server for this context. */
  open(sealed: string, context: string): string
}

/** AES-256-GCM under a key derived from the server's secret (HKDF, RFC 5869). */
export function createSealer(secret: string, random: Random): Sealer {
  const derived = hkdfSync('sha256', secret, '', 'logout-lab seal', 32)
  const key = createSecretKey(new Uint8Array(derived))
  return {
    seal(text, context) {
      const iv = random.bytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context))
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')
    },
    open(sealed, context) {
      const bytes = Buffer.from(sealed, 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), {
        authTagLength: 16,
      })
      decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(12, 28))
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
    },
  }
}
