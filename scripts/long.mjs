// What takes too long for `npm test`: npm run test:long, or some of it: npm run test:long -- crashes
import { ensureBuilt } from './build.mjs'
import { become } from './child.mjs'
import { ensureEngines } from './engines/cluster.ts'

const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--project']

/** @type {{ name: string, command: string[], env?: Record<string, string>, onBuild?: boolean }[]} */
const steps = [
  {
    // Fourteen strategies: a hundred thousand in all. With LAB_SEED the same ones again.
    name: 'histories',
    command: [...vitest, 'histories', '--project', 'server', 'histories'],
    env: {
      LAB_HISTORIES: process.env['LAB_HISTORIES'] ?? '7150',
      // Against real servers, one after the other, of which each takes a while.
      LAB_HISTORIES_HTTP: process.env['LAB_HISTORIES_HTTP'] ?? '50',
    },
    onBuild: true,
  },
  {
    name: 'take',
    command: [...vitest, 'take', '--project', 'take-long'],
  },
  {
    name: 'crashes',
    command: [...vitest, 'server', 'e2e/server/crashes.test.ts', 'e2e/server/durability.test.ts'],
    onBuild: true,
  },
  // Every strategy keeps its promises on other engines as it does on SQLite.
  ...['sqlite and redis', 'postgres and redis'].map((driver) => ({
    name: driver.replaceAll(' ', '-'),
    command: [...vitest, 'conformance'],
    env: { LAB_DRIVER: driver },
  })),
  {
    // The matrix and the attacks over three nodes, and every fault twenty times.
    name: 'cluster',
    command: [
      ...vitest,
      'server',
      'e2e/server/cluster.test.ts',
      'e2e/server/cluster-faults.test.ts',
      'e2e/server/cluster-redis.test.ts',
    ],
    onBuild: true,
  },
  // Attacks, journeys and defences that need a browser, over three nodes as well.
  { name: 'cluster', command: ['scripts/browsers-on-nodes.ts'], onBuild: true },
  {
    // Every fault twenty times.
    name: 'redis',
    command: [...vitest, 'server', 'e2e/server/redis.test.ts', 'e2e/server/redis-nodes.test.ts'],
    onBuild: true,
  },
  {
    // Twenty writers, twenty times.
    name: 'two-processes',
    command: [...vitest, 'server', 'e2e/server/two-processes.test.ts'],
    onBuild: true,
  },
]

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !steps.some((step) => step.name === name))
if (unknown.length > 0) {
  const known = steps.map(({ name }) => name).join(', ')
  console.error(`There is no ${unknown.join(', ')}; there are ${known}`)
  process.exitCode = 1
} else {
  // What cannot be had is said, and what needs it is skipped.
  for (const missing of await ensureEngines()) console.log(missing)
  for (const { name, command, env, onBuild } of steps) {
    if (asked.length > 0 && !asked.includes(name)) continue
    const began = performance.now()
    const isReady = !onBuild || (await ensureBuilt('.next-test'))
    const code = isReady ? await become(command, { ...env, LAB_LONG: '1' }) : 1
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name.padEnd(12)}${seconds} s`)
    if (code !== 0) process.exitCode = 1
  }
}
