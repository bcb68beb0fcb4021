import { createHash, randomBytes } from 'node:crypto'

/** The source of everything that must not be guessed; injected, so that a scenario can be seeded. */
export interface Random {
  bytes(length: number): Uint8Array
}

export const systemRandom: Random = { bytes: (length) => randomBytes(length) }

/** The same bytes for the same seed: for scenarios that have to be played again, and for nothing else. */
export function seededRandom(seed: string): Random {
  let drawn = 0
  const block = () =>
    createHash('sha256')
      .update(`${seed} ${(drawn += 1)}`)
      .digest()
  return {
    bytes(length) {
      const blocks = Array.from({ length: Math.ceil(length / 32) }, block)
      return Buffer.concat(blocks).subarray(0, length)
    },
  }
}
