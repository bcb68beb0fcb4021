import { expect, test, underEachStrategy } from '../fixtures.ts'
import { Thief, Victim, type Declared } from './people.ts'

/** Longer than any window of minutes; what is never closed is still open then. Seconds. */
const A_LONG_TIME = 2 * 60 * 60

/** The copy ends when it was declared to: no earlier, and no later. */
async function expectAsDeclared(thief: Thief, victim: Victim, { stops, seconds }: Declared) {
  if (stops === 'at-once') {
    expect(await thief.isLetIn()).toBe(false)
    await thief.sees('Not signed in')
    return
  }
  expect(await thief.isLetIn()).toBe(true)
  if (stops === 'not-by-this') return
  await victim.advance(stops === 'never' ? A_LONG_TIME : seconds)
  expect(await thief.isLetIn()).toBe(stops === 'never')
}

const journeys = [
  { event: 'logout', name: 'log-out', happen: (victim: Victim) => victim.logOut() },
  {
    event: 'password-change',
    name: 'password change',
    happen: (victim: Victim) => victim.changePassword(),
  },
  // The last: nobody signs in after it.
  { event: 'ban', name: 'ban', happen: (victim: Victim) => victim.isBanned() },
] as const

// One workspace and two browsers for all three: most of a journey would go into making them.
const tags = ['@journey', ...journeys.map(({ event }) => `@${event}`)]

underEachStrategy(() => {
  test('stolen cookies end as declared', { tag: tags }, async ({ browser, strategy }) => {
    const victim = await Victim.inWorkspace(browser, strategy)
    const thief = await Thief.of(browser, strategy)
    for (const { event, name, happen } of journeys) {
      await test.step(`after a ${name}`, async () => {
        await victim.signIn()
        await thief.stealFrom(victim)
        const declared = await victim.declared(strategy, event)
        expect(await thief.isLetIn(), 'the thief is in before').toBe(true)
        await thief.sees('Signed in as alice')
        await happen(victim)
        await expectAsDeclared(thief, victim, declared)
      })
    }
  })
})
