import { KeyObject } from 'node:crypto'
import { CompactSign, compactVerify, errors } from 'jose'
import { z } from 'zod'
import type { Refusal } from '../kernel/problem.ts'
import { remembered } from '../kernel/remembered.ts'
import type { Key, Signed, Verifier } from './contract.ts'
import { macOf } from './key.ts'
import { hasHighS, withLowS } from './low-s.ts'
import { sameText } from './opaque.ts'

/** A JWS in compact form (RFC 7515, 3.1): who signed it, and what is in it. No date is looked at here. */

/** More than any header brings; less is for cookies and headers to refuse. */
const MAX_TOKEN_CHARACTERS = 128 * 1024
const COMPACT = /^([\w-]+)\.([\w-]*)\.([\w-]+)$/

type Verified = Signed | { ok: false; reason: Refusal }

const refuse = (reason: Refusal) => ({ ok: false, reason }) as const

const headerSchema = z.object({
  alg: z.string(),
  kid: z.string().max(64).optional(),
  typ: z.unknown().optional(),
  crit: z.unknown().optional(),
})
type Header = z.infer<typeof headerSchema>

/** A token taken apart, and nothing in it believed. */
interface Parts {
  header: Header
  /** What the signature is over. */
  unsigned: string
  body: string
  signature: string
}

/**
 * Libraries forgive white space, padding and stray last bits in base64url; here one token has one
 * spelling, so that nobody can present a revoked one in another.
 */
export function partsOf(token: string): Parts | null {
  const header = headerOf(token)
  if (!header || token.length > MAX_TOKEN_CHARACTERS) return null
  const [, head, body, signature] = COMPACT.exec(token) ?? []
  if (head === undefined || body === undefined || signature === undefined) return null
  if (!isCanonical(body) || !isCanonical(signature)) return null
  const unsigned = token.slice(0, head.length + 1 + body.length)
  return { header, unsigned, body, signature }
}

/** Every token of a key begins with the same header: what it says is read once. */
const headers = remembered<Header>(1_000)
const MOST_CHARACTERS = 1_024

/** What a token says of itself; null where that has another form. */
export function headerOf(token: string): Header | null {
  const head = token.slice(0, Math.max(0, token.indexOf('.')))
  const known = headers.get(head)
  if (known) return known
  if (head.length > MOST_CHARACTERS || !isCanonical(head)) return null
  const header = headerSchema.safeParse(parsed(head))
  if (!header.success) return null
  headers.set(head, header.data)
  return header.data
}

const isCanonical = (part: string): boolean =>
  Buffer.from(part, 'base64url').toString('base64url') === part

function parsed(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString())
  } catch {
    return null
  }
}

/** Is this what the key's owner signed? The algorithm is the key's own, whatever the token says. */
export async function verifyCompact(
  token: string,
  key: { verify: Verifier; algorithm: string },
): Promise<Verified> {
  const parts = partsOf(token)
  return parts ? verifyParts(parts, key) : refuse('credential_malformed')
}

export async function verifyParts(
  { header, unsigned, body, signature }: Parts,
  key: { verify: Verifier; algorithm: string },
): Promise<Verified> {
  const token = `${unsigned}.${signature}`
  if (key.algorithm === 'ES256' && hasHighS(token)) return refuse('credential_malformed')
  // Extensions change what a token means, and none is in use here.
  if (header.alg !== key.algorithm || header.crit !== undefined) return refuse('signature_invalid')
  const isSigned =
    key.algorithm === 'HS256'
      ? hasMac(unsigned, signature, key.verify)
      : await hasSignature(token, key)
  if (!isSigned) return refuse('signature_invalid')
  return { ok: true, typ: header.typ, payload: parsed(body) }
}

/** In this very turn: a library would hand it to another thread, which takes longer than the MAC. */
const hasMac = (unsigned: string, signature: string, key: Verifier): boolean =>
  key instanceof KeyObject && key.type === 'secret' && sameText(signature, macOf(key, unsigned))

async function hasSignature(
  token: string,
  { verify, algorithm }: { verify: Verifier; algorithm: string },
): Promise<boolean> {
  try {
    await compactVerify(token, verify, { algorithms: [algorithm] })
    return true
  } catch (error) {
    // An unknown failure is not taken for a good token, nor for an outage: nothing was accepted.
    if (error instanceof errors.JOSEError) return false
    throw error
  }
}

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Signs a payload. ECDSA has two signatures for one text: the lower one. */
export async function signCompact(key: Key, typ: string, payload: object): Promise<string> {
  const header = { alg: key.algorithm, typ, kid: key.kid }
  if (key.sign instanceof KeyObject) {
    const unsigned = `${encoded(header)}.${encoded(payload)}`
    return `${unsigned}.${macOf(key.sign, unsigned)}`
  }
  const signer = new CompactSign(Buffer.from(JSON.stringify(payload))).setProtectedHeader(header)
  const token = await signer.sign(key.sign)
  return key.algorithm === 'ES256' ? withLowS(token) : token
}
