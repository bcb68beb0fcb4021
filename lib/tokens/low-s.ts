/**
 * ECDSA has two signatures for one text: with (r, s) also (r, n - s) is good, and whoever sees the one
 * can compute the other. Only the one with the lower s is taken for a signature here, so that a token
 * has one spelling. Neither WebCrypto nor jose makes or demands that.
 */
import { Buffer } from 'node:buffer'

/** The order of P-256, the curve of ES256. */
const N = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
const BYTES = 32

const split = (token: string) => {
  const dot = token.lastIndexOf('.') + 1
  const signature = Buffer.from(token.slice(dot), 'base64url')
  const r = signature.subarray(0, BYTES)
  const s = BigInt(`0x0${signature.subarray(BYTES).toString('hex')}`)
  return { unsigned: token.slice(0, dot), r, s }
}

export const hasHighS = (token: string): boolean => split(token).s > N / 2n

/** The same token under the lower of its two signatures. */
export function withLowS(token: string): string {
  return hasHighS(token) ? withOtherS(token) : token
}

/** The same token under its other signature. */
export function withOtherS(token: string): string {
  const { unsigned, r, s } = split(token)
  const other = Buffer.from((N - s).toString(16).padStart(2 * BYTES, '0'), 'hex')
  return unsigned + Buffer.concat([r, other]).toString('base64url')
}
