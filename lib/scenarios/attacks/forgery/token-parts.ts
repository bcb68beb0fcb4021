import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { z } from 'zod'
import { withLowS } from '../../../tokens/low-s.ts'

/**
 * A forger's bench, without the library that the tokens are made with: what it would refuse to
 * write is what has to be written here.
 */

type Json = Record<string, unknown>

/** A JWT taken apart (RFC 7515, 3.1). */
export interface Parts {
  header: Json
  claims: Json
  signature: string
}

const encode = (value: Json) => Buffer.from(JSON.stringify(value)).toString('base64url')
const objectSchema = z.record(z.string(), z.unknown())

function decode(part: string): Json | null {
  try {
    return objectSchema.parse(JSON.parse(Buffer.from(part, 'base64url').toString()))
  } catch {
    return null
  }
}

/** Null for what is no signed JWT: an opaque id, or something sealed. */
export function takeApart(token: string): Parts | null {
  const [head = '', body = '', signature, ...rest] = token.split('.')
  const [header, claims] = [decode(head), decode(body)]
  return header && claims && signature !== undefined && rest.length === 0
    ? { header, claims, signature }
    : null
}

/** What is signed: header and claims. */
export const signedText = ({ header, claims }: Pick<Parts, 'header' | 'claims'>): string =>
  `${encode(header)}.${encode(claims)}`

/** With the signature that it has, be it right or wrong. */
export const putTogether = (parts: Parts): string => `${signedText(parts)}.${parts.signature}`

export const macOf = (text: string, secret: string | Buffer, hash = 'sha256'): string =>
  createHmac(hash, secret).update(text).digest('base64url')

/** Signed anew with a secret, as HS256. */
export function signedWithSecret({ header, claims }: Parts, secret: string | Buffer): string {
  const text = signedText({ header: { ...header, alg: 'HS256' }, claims })
  return `${text}.${macOf(text, secret)}`
}

let pair: ReturnType<typeof makePair> | undefined
const makePair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' })

/** Signed anew with a key pair of the forger's own, as ES256; `named` puts the public key into the header. */
export function signedWithOwnKey({ header, claims }: Parts, named: (jwk: Json) => Json): string {
  const { publicKey, privateKey } = (pair ??= makePair())
  const jwk = objectSchema.parse(publicKey.export({ format: 'jwk' }))
  const text = signedText({ header: { ...header, alg: 'ES256', ...named(jwk) }, claims })
  const key = { key: privateKey, dsaEncoding: 'ieee-p1363' } as const
  // A verifier of ours takes no other: it is to be the key that it stumbles over.
  return withLowS(`${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`)
}

/** The same token, in the name of an administrator. */
export const promoted = ({ header, claims, signature }: Parts): Parts => ({
  header,
  claims: { ...claims, username: 'admin', role: 'admin' },
  signature,
})

/** Where the copy is no JWT: what one would look like that this strategy might take. */
export const invented = (strategy: string): Parts => ({
  header: { alg: 'HS256', typ: 'at+jwt', kid: 'key-1' },
  claims: {
    iss: `logout-lab/${strategy}`,
    aud: 'logout-lab',
    sub: 'admin',
    sid: 'session-1',
    jti: 'token-1',
    username: 'admin',
    role: 'admin',
    device: 'a browser',
    auth_time: 1_767_225_600,
    stamp: 1_767_225_600_000,
    iat: 1_767_225_600,
    exp: 1_798_761_600,
  },
  signature: Buffer.alloc(32).toString('base64url'),
})
