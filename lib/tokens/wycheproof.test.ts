import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JWK } from 'jose'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { importVerifier } from './key.ts'
import { verifyCompact } from './signature.ts'

/** C2SP/wycheproof, through the very code that checks the signatures of this project's tokens. */

const jwk = z.looseObject({
  alg: z.string().optional(),
  kty: z.string(),
  kid: z.string().optional(),
})
const keyset = z.object({ keys: z.array(jwk) })
const keys = z.union([keyset, jwk])
const file = z.object({
  numberOfTests: z.int(),
  testGroups: z.array(
    z.object({
      comment: z.string(),
      private: keys,
      public: keys.optional(),
      tests: z.array(
        z.object({
          tcId: z.int(),
          comment: z.string(),
          // An object where the case is about the JSON serialisation, which is not spoken here.
          jws: z.union([z.string(), z.looseObject({}).transform((jws) => JSON.stringify(jws))]),
          result: z.enum(['valid', 'invalid']),
        }),
      ),
    }),
  ),
})

const files = [
  ['json_web_signature_subset.json', 283],
  ['json_web_crypto_jws_subset.json', 49],
] as const

const HIGH_S = 'a good signature with the higher of its two s: here a token has one spelling'

/** Cases that are answered otherwise than their source says, each with the reason. */
const exceptions: Record<string, Record<number, string>> = {
  'json_web_signature_subset.json': {
    18: HIGH_S,
    346: 'mislabelled: the key says PS256, the token RS256',
    347: 'mislabelled: the key says ES521, the token ES512',
    350: 'mislabelled: the key says PS256, the token RS256',
    351: 'mislabelled: the key says ES521, the token ES512',
  },
  'json_web_crypto_jws_subset.json': { 18: HIGH_S },
}

const folder = process.env['WYCHEPROOF_DIR'] ?? ''
const present = folder !== '' && existsSync(folder)
if (!present) process.stdout.write('wycheproof: skipped, WYCHEPROOF_DIR names no folder\n')

describe.runIf(present)('wycheproof', () => {
  it.each(files)('answers %s as it says, but for the exceptions', async (name, count) => {
    const { testGroups } = file.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')))
    const wrong: string[] = []
    const excused: number[] = []
    let seen = 0
    for (const group of testGroups) {
      for (const { tcId, comment, jws, result } of group.tests) {
        seen += 1
        const accepted = await verifies(jws, group.public ?? group.private)
        if (accepted === (result === 'valid')) continue
        if (exceptions[name]?.[tcId] && !accepted) excused.push(tcId)
        else wrong.push(`${tcId} ${group.comment} ${comment}: ${accepted ? 'accepted' : 'refused'}`)
      }
    }
    expect(wrong).toEqual([])
    expect(excused).toEqual(Object.keys(exceptions[name] ?? {}).map(Number))
    expect(seen).toBe(count)
  })
})

/** The key is the one that the token names, and its algorithm is pinned. */
async function verifies(jws: string, given: z.infer<typeof keys>): Promise<boolean> {
  const several = keyset.safeParse(given)
  const key = several.success ? chosen(jws, several.data.keys) : jwk.parse(given)
  if (!key?.alg) return false
  try {
    const verify = await importVerifier(key as JWK, key.alg)
    return (await verifyCompact(jws, { algorithm: key.alg, verify })).ok
  } catch {
    // A key that is weak, or not for signing, is not imported for it.
    return false
  }
}

/** A ring holds keys by id, and never a secret beside a public key: who knows one must not sign. */
function chosen(jws: string, held: z.infer<typeof jwk>[]) {
  const isMixed = new Set(held.map(({ kty }) => kty === 'oct')).size > 1
  const header: unknown = JSON.parse(Buffer.from(jws.split('.')[0] ?? '', 'base64url').toString())
  const { kid } = z.object({ kid: z.string() }).parse(header)
  return isMixed ? undefined : held.find((key) => key.kid === kid)
}
