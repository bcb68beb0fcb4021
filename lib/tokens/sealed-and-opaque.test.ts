import { generateKeyPairSync } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { systemRandom } from '../kernel/random.ts'
import { hashOf, newId, newSecret, sameText, splitOpaque } from './opaque.ts'
import { isRocaModulus } from './roca.ts'
import { createSealer } from './sealer.ts'

/** What the cipher says of a text that it does not vouch for. */
const REFUSED = /authenticat|invalid/i

describe('the sealer', () => {
  const sealer = createSealer('a secret', systemRandom)

  it('opens what it sealed, in its own place alone', () => {
    const property = fc.property(fc.string(), fc.string(), fc.string(), (text, place, other) => {
      const sealed = sealer.seal(text, place)
      expect(sealer.open(sealed, place)).toBe(text)
      if (other !== place) expect(() => sealer.open(sealed, other)).toThrow(REFUSED)
    })
    fc.assert(property, { seed: 1, numRuns: 200 })
  })

  it('does not open under another secret', () => {
    const sealed = sealer.seal('text', 'place')
    expect(() => createSealer('a secret.', systemRandom).open(sealed, 'place')).toThrow(REFUSED)
  })

  it('does not open what was changed, shortened or lengthened', () => {
    const sealed = sealer.seal('text', 'place')
    const bytes = Buffer.from(sealed, 'base64url')
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = Buffer.from(bytes)
      changed[index] = (changed[index] ?? 0) ^ 1
      expect(() => sealer.open(changed.toString('base64url'), 'place')).toThrow(REFUSED)
      const short = bytes.subarray(0, index).toString('base64url')
      expect(() => sealer.open(short, 'place')).toThrow(REFUSED)
    }
    const long = Buffer.concat([bytes, Buffer.alloc(1)]).toString('base64url')
    expect(() => sealer.open(long, 'place')).toThrow(REFUSED)
  })

  it('never seals the same text twice alike', () => {
    const sealed = Array.from({ length: 100 }, () => sealer.seal('text', 'place'))
    expect(new Set(sealed).size).toBe(100)
  })
})

describe('an opaque value', () => {
  it('has 128 random bits to name it and 256 to prove it', () => {
    const [id, secret] = [newId(systemRandom), newSecret(systemRandom)]
    expect(Buffer.from(id, 'base64url')).toHaveLength(16)
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
    expect(splitOpaque(`${id}.${secret}`)).toEqual({ id, secret })
    expect(new Set(Array.from({ length: 1000 }, () => newId(systemRandom))).size).toBe(1000)
  })

  it('has one form', () => {
    const whole = `${'a'.repeat(22)}.${'b'.repeat(43)}`
    const others = ['', '.', whole.slice(1), `${whole}b`, `${whole}\n`, ` ${whole}`, `${whole}=`]
    for (const other of [...others, whole.replace('.', '..'), whole.replaceAll('b', '+')]) {
      expect(splitOpaque(other), other).toBeNull()
    }
  })

  it('is compared and hashed whole', () => {
    expect(sameText('secret', 'secret')).toBe(true)
    for (const other of ['', 'secre', 'secret ', 'Secret', 'sécret']) {
      expect(sameText('secret', other)).toBe(false)
      expect(hashOf(other)).not.toBe(hashOf('secret'))
    }
    expect(hashOf('abc')).toBe('ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0')
  })
})

describe('the shape of a modulus that can be factored', () => {
  it('is not that of keys made here', () => {
    for (let count = 0; count < 3; count += 1) {
      const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
      expect(isRocaModulus(publicKey.export({ format: 'jwk' }).n ?? '')).toBe(false)
    }
  })

  it('is that of powers of 65537, modulo every small prime', () => {
    const weak = (65_537n ** 64n).toString(16)
    const bytes = Buffer.from(weak.length % 2 ? `0${weak}` : weak, 'hex')
    expect(isRocaModulus(bytes.toString('base64url'))).toBe(true)
  })
})
