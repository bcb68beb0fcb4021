import { describe, expect, it } from 'vitest'
import type { StrategyDefinition, Verdict } from '../contract.ts'
import { strategies } from '../registry.ts'
import { bench, conformanceRuntime } from './lab.ts'

/**
 * A ban is stored first and told to the strategies then, which may fail. A strategy that reads the account
 * anyway needs nobody to tell it.
 */
const reading = strategies.filter(
  ({ needs, promises }) => needs.includes('accounts') && promises.ban.stops !== 'never',
)

/** What whoever holds Alice's credentials is answered where her account is read, after `change`. */
async function answerAfter(
  definition: StrategyDefinition,
  change: { disabled: boolean } | 'removed',
): Promise<Pick<Verdict, 'ok'> | undefined> {
  const runtime = await conformanceRuntime([definition])
  try {
    const at = await bench(runtime, definition)
    const carried = await at.signIn()
    await (await at.workspace()).users.change({ username: 'alice' }, change, null)
    const strategy = await at.strategy()
    return await (strategy.renew ? strategy.renew(carried) : strategy.verify(carried))
  } finally {
    await runtime.close()
  }
}

const refusal = { ok: false, reason: 'account_disabled' }

describe.each(reading)('$id', (definition) => {
  it('lets nobody in whose account it reads as disabled or gone, told or not', async () => {
    expect(await answerAfter(definition, { disabled: true })).toEqual(refusal)
    expect(await answerAfter(definition, 'removed')).toHaveProperty('ok', false)
    expect(await answerAfter(definition, { disabled: false })).toHaveProperty('ok', true)
  })

  it('is found where it does not look at the account', async () => {
    const blind: StrategyDefinition = {
      ...definition,
      create(context) {
        const find = async (id: string) => {
          const who = await context.accounts.find(id)
          return who && { ...who, disabled: false }
        }
        return definition.create({ ...context, accounts: { find } })
      },
    }
    expect(await answerAfter(blind, { disabled: true })).toHaveProperty('ok', true)
  })
})
