import { describe, expect, it } from 'vitest'
import { guess } from './guess.ts'
import { createLimits, type Limits } from './limits.ts'

const limitsOf = (numbers: { accountFailures: number; addressFailures: number }) =>
  createLimits({ ...numbers, addressWorkspaces: 1, workspaces: 1 })
const alice = { account: 'alice', address: '192.0.2.1' }
const wrong = async () => null
const right = async () => 'alice'
const refused = { retryAfter: 60 }

/** As many nodes do at the same moment: all have looked before the first of them counts. */
const atOnce = (limits: Limits, count: number, look: () => Promise<string | null>) =>
  Promise.all(Array.from({ length: count }, () => guess(limits, alice, look)))

describe('guesses', () => {
  it.each([
    { accountFailures: 3, addressFailures: 100 },
    { accountFailures: 100, addressFailures: 3 },
  ])('at the same moment are told no more than the limit %o', async (numbers) => {
    const limits = limitsOf(numbers)
    const told = await atOnce(limits, 8, wrong)
    expect(told.filter((one) => 'found' in one)).toHaveLength(3)
    expect(told).toContainEqual(refused)
    expect(await guess(limits, alice, right), 'and the next is not even looked at').toEqual(refused)
  })

  it('that come too late are not told that they were right', async () => {
    const limits = limitsOf({ accountFailures: 3, addressFailures: 100 })
    const late = async () => {
      await atOnce(limits, 3, wrong)
      return 'alice'
    }
    expect(await guess(limits, alice, late)).toEqual(refused)
  })

  it('that are right do not count, however many come at once', async () => {
    const limits = limitsOf({ accountFailures: 3, addressFailures: 3 })
    await atOnce(limits, 2, wrong)
    const all = await atOnce(limits, 20, right)
    expect(all.filter((one) => 'found' in one && one.found === 'alice')).toHaveLength(20)
    expect(await guess(limits, alice, wrong)).toEqual({ found: null })
  })
})
