import type { KeyRing } from './contract.ts'
import { sameText } from './opaque.ts'

/** Which family of refresh tokens, and how often it had been rotated. */
export interface RefreshTokenBody {
  id: string
  generation: number
}

const FORM = /^([\w-]{22})\.(\d{1,9})\.([\w-]{22})\.([\w-]{43})$/

/**
 * Refresh tokens that are derived from their family and generation with a MAC, and not stored: a
 * family stays one row, however often it rotates. `family.generation.kid.mac`
 */
export const refreshTokens = (keys: Pick<KeyRing, 'current' | 'find'>) => ({
  async write({ id, generation }: RefreshTokenBody): Promise<string> {
    const key = await keys.current()
    const body = `${id}.${generation}`
    return `${body}.${key.kid}.${key.mac(body)}`
  },

  /** A token of whatever generation, if it is one of ours. */
  async read(
    value: string,
  ): Promise<
    | ({ ok: true } & RefreshTokenBody)
    | { ok: false; reason: 'credential_malformed' | 'signature_invalid' }
  > {
    const [, id, generation, kid = '', mac = ''] = FORM.exec(value) ?? []
    if (id === undefined) return { ok: false, reason: 'credential_malformed' }
    const key = await keys.find(kid)
    const isOurs = key && sameText(mac, key.mac(`${id}.${generation}`))
    return isOurs
      ? { ok: true, id, generation: Number(generation) }
      : { ok: false, reason: 'signature_invalid' }
  },
})
