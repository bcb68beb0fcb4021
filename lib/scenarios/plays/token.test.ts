import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../../workspace/settings.ts'
import { decoded, type TokenText } from './token-text.ts'
import { playToken, refusedBy, type Signer, type TokenPlay } from './token.ts'

const untouched: TokenPlay = { edited: null, loggedOut: false, moment: 'at-once' }
const played = (but: Partial<TokenPlay>) => playToken({ ...untouched, ...but })

/** The token as it was issued, with some of it written anew. */
async function edited(
  change: (text: TokenText) => Partial<TokenText>,
  signer: Signer = 'kept',
  but: Partial<TokenPlay> = {},
) {
  const text = decoded((await played({})).issued)
  const result = await played({ ...but, edited: { ...text, ...change(text), signer } })
  const reason = result.verdict.accepted ? null : result.verdict.reason
  return { result, reason, by: refusedBy(result) }
}

const claim = (name: string, value: unknown) => (text: TokenText) => ({
  payload: JSON.stringify({ ...JSON.parse(text.payload), [name]: value }),
})
const head = (name: string, value: unknown) => (text: TokenText) => ({
  header: JSON.stringify({ ...JSON.parse(text.header), [name]: value }),
})

describe('a token that a reader edits', () => {
  it('is the same from one play to the next, and accepted as it was issued', async () => {
    const [one, two] = [await played({}), await played({ loggedOut: true })]
    expect(one.issued).toBe(two.issued)
    expect(one.verdict).toMatchObject({ accepted: true, session: { username: 'alice' } })
    expect(refusedBy(one)).toBeNull()
    // Taken apart and put together again, and typed as a whole, with spaces around.
    const { result } = await edited(() => ({}))
    expect(result.presented).toBe(one.issued)
    expect((await played({ edited: { token: ` ${one.issued}\n` } })).verdict.accepted).toBe(true)
  })

  it('is refused by the signature for any other claim', async () => {
    expect(await edited(claim('role', 'admin'))).toMatchObject({
      reason: 'signature_invalid',
      by: 'signature',
    })
    expect(await edited(claim('exp', 4_000_000_000))).toMatchObject({ by: 'signature' })
  })

  it('is refused for another signature, another algorithm, and a key that nobody knows', async () => {
    const other = ({ signature }: TokenText) => ({
      signature: `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`,
    })
    expect(await edited(other)).toMatchObject({ reason: 'signature_invalid', by: 'signature' })
    expect(await edited(head('alg', 'none'))).toMatchObject({ by: 'signature' })
    const bare = (text: TokenText) => ({ ...head('alg', 'none')(text), signature: '' })
    expect(await edited(bare)).toMatchObject({ reason: 'credential_malformed', by: 'form' })
    expect(await edited(head('kid', 'mine'))).toMatchObject({ by: 'key' })
    expect(await edited(() => ({ payload: 'no JSON' }))).toMatchObject({ by: 'signature' })
    expect((await played({ edited: { token: 'x' } })).passed).toEqual([])
  })

  it('is what its key says, whoever holds that: the own one opens nothing, the server its own', async () => {
    expect(await edited(claim('role', 'admin'), 'own')).toMatchObject({ by: 'signature' })
    const { result } = await edited(claim('role', 'admin'), 'server')
    expect(result.verdict).toMatchObject({ accepted: true, session: { role: 'admin' } })
  })

  it('is refused by a check of its own for each thing that is wrong under a good signature', async () => {
    const by = async (change: Parameters<typeof edited>[0]) => {
      const { by: check, reason } = await edited(change, 'server')
      return [check, reason]
    }
    expect(await by(claim('aud', 'somebody else'))).toEqual(['names', 'credential_malformed'])
    expect(await by(claim('exp', 1_767_225_600))).toEqual(['dates', 'expired'])
    expect(await by(head('typ', 'rt+jwt'))).toEqual(['type', 'credential_malformed'])
    expect(await by(claim('role', 'owner'))).toEqual(['claims', 'credential_malformed'])
  })

  it('is accepted after the log-out, without a question, until it expires', async () => {
    const { lifetime } = await played({})
    expect(lifetime).toBe(defaultSettings.tokenTtl)
    for (const moment of ['at-once', 'half-time', 'last-second'] as const) {
      const after = await played({ loggedOut: true, moment })
      expect(after.ended).toBe('client-only')
      expect(after.verdict.accepted).toBe(true)
      expect(after.cost).toEqual({ reads: 0, writes: 0 })
    }
    const end = await played({ loggedOut: true, moment: 'at-the-end' })
    expect(end.verdict).toEqual({ accepted: false, reason: 'expired' })
    expect(refusedBy(end)).toBe('dates')
  })
})
