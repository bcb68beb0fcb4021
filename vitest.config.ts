import { defineConfig } from 'vitest/config'

/** `npm run test:long` */
const isLong = Boolean(process.env['LAB_LONG'])

// Every file chooses its own port and folder, so that a run beside the demo, or beside another run,
// shares nothing with it.
const shared = {
  environment: 'node',
  // As the server sets it.
  env: { AUTH_TRUST_HOST: '1', NEXTAUTH_URL: '' },
  // As the server does, before anything imports the database.
  execArgv: ['--import', './server/quick-drizzle.mjs'] as string[],
  allowOnly: false,
  retry: 0,
  passWithNoTests: false,
  // Whether something takes long is the machine's affair: only what never ends meets this.
  // Twenty rounds of a fault on a busy machine need more than that, and end.
  testTimeout: isLong ? 3_600_000 : 600_000,
  hookTimeout: 600_000,
  expect: { poll: { timeout: 180_000 } },
} as const

// These replace a module, or what a process has one of, and each has a process to itself. All others
// share one a worker: to load every module anew for each of them would cost as much as they do.
const alone = [
  'app/api/_tests/limits.test.ts',
  'app/api/_tests/outage.test.ts',
  'lib/workspace/passwords.test.ts',
  'lib/workspace/process-runtime.test.ts',
]

export default defineConfig({
  test: {
    // One more than the two cores that the checks count on: some test always waits, for an engine, for
    // a server that starts or for a signature that is made elsewhere.
    maxWorkers: 3,
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: [
            'lib/**/*.test.ts',
            'app/**/*.test.ts',
            'db/**/*.test.ts',
            'scripts/**/*.test.ts',
            'server/**/*.test.ts',
            'e2e/report/**/*.test.ts',
          ],
          exclude: ['lib/**/conformance/**', '**/node_modules/**', ...alone],
          isolate: false,
        },
      },
      { test: { ...shared, name: 'unit-alone', include: alone } },
      {
        test: {
          ...shared,
          name: 'conformance',
          include: ['lib/**/conformance/**/*.test.ts'],
          isolate: false,
        },
      },
      {
        test: {
          ...shared,
          name: 'histories',
          include: ['e2e/histories/**/*.test.ts'],
        },
      },
      {
        test: {
          ...shared,
          name: 'take',
          include: ['take', 'beside-redis'].map((name) => `e2e/take/${name}.test.ts`),
        },
      },
      {
        test: { ...shared, name: 'take-long', include: ['e2e/take/isolated.test.ts'] },
      },
      {
        test: {
          ...shared,
          name: 'server',
          include: ['e2e/server/**/*.test.ts'],
          // `npm run test:long` plays these: more nodes, where the cluster's tests start three.
          exclude: isLong
            ? []
            : ['cluster-faults', 'cluster-redis', 'redis-nodes'].map(
                (name) => `e2e/server/${name}.test.ts`,
              ),
        },
      },
    ],
  },
})
