import { generateKeyPairSync, sign } from 'node:crypto'

/** A certificate for this run alone, made here: the tests need no tool that makes them. */

const tagged = (tag: number, ...parts: Uint8Array[]): Buffer => {
  const body = Buffer.concat(parts)
  const { length } = body
  const bytes = length < 0x100 ? [length] : [length >> 8, length & 0xff]
  const size = length < 0x80 ? bytes : [0x80 + bytes.length, ...bytes]
  return Buffer.concat([Buffer.from([tag, ...size]), body])
}
const sequence = (...parts: Uint8Array[]) => tagged(0x30, ...parts)
const hex = (tag: number, digits: string) => tagged(tag, Buffer.from(digits, 'hex'))
const text = (tag: number, value: string) => tagged(tag, Buffer.from(value))
const oid = (digits: string) => hex(0x06, digits)
/** With no unused bits. */
const bits = (value: Uint8Array) => tagged(0x03, Buffer.from([0]), value)

const COMMON_NAME = oid('550403')
const ALTERNATIVE_NAMES = oid('551d11')
const ECDSA_WITH_SHA256 = sequence(oid('2a8648ce3d040302'))

/** Signed with its own key, for `localhost` and 127.0.0.1 (RFC 5280, 4.1). */
export function selfSigned(): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const name = sequence(tagged(0x31, sequence(COMMON_NAME, text(0x0c, 'a test of Logout Lab'))))
  const names = sequence(text(0x82, 'localhost'), hex(0x87, '7f000001'))
  const unsigned = sequence(
    tagged(0xa0, hex(0x02, '02')),
    hex(0x02, '01'),
    ECDSA_WITH_SHA256,
    name,
    sequence(text(0x17, '200101000000Z'), text(0x17, '491231235959Z')),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(sequence(ALTERNATIVE_NAMES, tagged(0x04, names)))),
  )
  const signature = sign('sha256', unsigned, privateKey)
  const der = sequence(unsigned, ECDSA_WITH_SHA256, bits(signature)).toString('base64')
  const lines = der.match(/.{1,64}/g) ?? []
  const cert = ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
  return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), cert }
}
