import { randomBytes } from 'node:crypto'

/** The source of everything that must not be guessed; injected, so that a scenario can be seeded. */
export interface Random {
  bytes(length: number): Uint8Array
}

export const systemRandom: Random = { bytes: (length) => randomBytes(length) }
