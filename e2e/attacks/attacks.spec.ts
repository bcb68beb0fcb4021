import { mediumWords } from '#lib/evidence/words/verdicts.ts'
import type { AttackRun } from '#lib/evidence/attack-model.ts'
import type { Attack } from '#lib/scenarios/attacks/attack.ts'
import { attacks, findAttack } from '#lib/scenarios/attacks/registry.ts'
import { allStrategies, findStrategy, strategies } from '#lib/strategies/registry.ts'
import { expect, test as base, underEachStrategy } from '../fixtures.ts'
import { faultsOf } from '../report/faults.ts'
import { play } from './play.ts'
import { servers } from './servers.ts'

const test = base.extend<object, { targets: ReturnType<typeof servers> }>({
  targets: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of fixtures from it.
    async ({}, use) => {
      const url = process.env['LAB_URL']
      if (!url) throw new Error('nobody says where the server is')
      const targets = servers(url)
      await use(targets)
      await targets.close()
    },
    { scope: 'worker' },
  ],
})

/**
 * A slice for `npm test`, which leaves out what is tagged `@whole`: what only a browser decides. What
 * fails there is played by the tests of the defences, and what needs no browser by those of lib and
 * of the API.
 */
const smoke = new Set(['csrf-form-none-unchecked'])

const tagsOf = ({ id, group, tags }: Attack) => [
  ...new Set([`@${group}`, ...tags, smoke.has(id) ? '@smoke' : '@whole']),
]

/** Over three nodes it is browsers alone: e2e/server/cluster.test.ts plays there what needs none. */
const onNodes = process.env['LAB_ON_NODES'] !== undefined
const mediaOf = ({ media }: Attack) =>
  onNodes ? media.filter((medium) => medium === 'browser') : media
const played = attacks.filter((attack) => mediaOf(attack).length > 0)

const playEach = () => {
  for (const { id, ...described } of played) {
    test.describe(() => {
      test.use({ attack: id })

      test(
        `${id}: ${described.title}`,
        { tag: tagsOf({ id, ...described }) },
        async ({ browser, targets, strategy, transport, attack }, info) => {
          const definition = findStrategy(strategy)
          const found = findAttack(attack)
          if (!definition || !found) throw new Error(`there is no ${attack} on ${strategy}`)
          const ground = {
            browser,
            servers: targets,
            settings: { transport },
            around: <T>(doing: string, work: () => Promise<T>) => test.step(doing, work),
          }
          const runs: AttackRun[] = []
          const broken: string[] = []
          try {
            for (const medium of mediaOf(found)) {
              const run = await test.step(mediumWords[medium], () =>
                play(medium, found, definition, ground),
              )
              runs.push(run)
              // Without an object here it has none elsewhere.
              if (run.works === null) break
            }
            broken.push(...faultsOf({ attack, strategy }, runs, mediaOf(found)))
          } finally {
            const body = JSON.stringify({ attack, strategy, runs, broken })
            await info.attach('attack', { body, contentType: 'application/json' })
            const [first] = runs
            if (first) info.annotations.push({ type: 'outcome', description: first.says })
          }
          expect(broken).toEqual([])
        },
      )
    })
  }
}

underEachStrategy(playEach, onNodes ? allStrategies : strategies)
