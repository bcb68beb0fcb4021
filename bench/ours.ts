import { join } from 'node:path'
import { carriedFrom } from '../lib/strategies/carried.ts'
import type { Carried, StrategyDefinition } from '../lib/strategies/contract.ts'
import { strategies } from '../lib/strategies/registry.ts'
import { labIn } from './lab.ts'
import type { Subject } from './rounds.ts'

const DEVICE = 'a browser'
/** So many calls a round: those that write wait for the disk. */
const READING = 100
const WRITING = 25

/** Every strategy over one database file, as a request meets it: made anew for each call. */
export async function ours(folder: string) {
  const runtime = await labIn(join(folder, 'bench.db'))
  const { id, workspace: fresh } = await runtime.create()
  const alice = await fresh.users.named('alice')
  if (!alice) throw new Error('there is no alice')
  const owner = alice
  const open = async () => {
    const workspace = await runtime.open(id)
    if (!workspace) throw new Error('the workspace is gone')
    return workspace
  }
  const signIn = async (definition: StrategyDefinition): Promise<Carried> =>
    carriedFrom((await (await open()).strategy(definition).start(owner, DEVICE, {})).credentials)
  const several = async (definition: StrategyDefinition, calls: number) => {
    const all: Carried[] = []
    for (let count = 0; count < calls; count += 1) all.push(await signIn(definition))
    return all
  }

  async function subjectsOf(definition: StrategyDefinition): Promise<Subject[]> {
    // Opened when there is a key to sign with.
    await signIn(definition)
    const workspace = await open()
    const asked = () => workspace.strategy(definition)
    const verify = async (carried: unknown) => {
      const verdict = await asked().verify(carried as Carried)
      if (!verdict.ok) throw new Error(`${definition.id}: ${verdict.reason}`)
    }
    const named = (what: string) => `${definition.id}: ${what}`
    const few = { kind: 'ours', calls: WRITING } as const
    const { renews } = definition
    const anew: Subject[] = renews
      ? [
          {
            ...few,
            name: named('renew'),
            given: (calls) => several(definition, calls),
            call: (carried) => asked().renew?.(carried as Carried),
          },
        ]
      : []
    return [
      {
        name: named('verify, seen before'),
        kind: 'ours',
        calls: READING,
        async given(calls) {
          // Who signed in before may have been signed out with another.
          const seen = await signIn(definition)
          await verify(seen)
          return Array.from({ length: calls }, () => seen)
        },
        call: verify,
      },
      {
        ...few,
        name: named('verify, a new one'),
        given: (calls) => several(definition, calls),
        call: verify,
      },
      ...anew,
      {
        ...few,
        name: named('start'),
        call: () => asked().start(owner, DEVICE, {}),
      },
      {
        ...few,
        name: named('end'),
        // Where one log-out ends them all, there is one to be timed.
        calls: definition.collateral.logout ? 1 : WRITING,
        given: (calls) => several(definition, calls),
        call: (carried) => asked().end(carried as Carried, 'this'),
      },
    ]
  }

  const all: Subject[] = [
    { name: 'opening a workspace', kind: 'ours', calls: READING, call: () => runtime.open(id) },
  ]
  for (const definition of strategies) all.push(...(await subjectsOf(definition)))
  const jwt = await signIn(statelessOf())
  return { subjects: all, token: jwt.access ?? '', close: () => runtime.close() }
}

function statelessOf(): StrategyDefinition {
  const found = strategies.find(({ id }) => id === 'stateless-jwt')
  if (!found) throw new Error('there is no stateless-jwt')
  return found
}
