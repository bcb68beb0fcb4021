// What only browsers show, over three nodes: npm run test:long -- cluster
import { defineConfig } from '@playwright/test'
import base from '../playwright.config.ts'

// For the tests, and for all workers.
process.env['LAB_ON_NODES'] = 'yes'

export default defineConfig({
  ...base,
  reporter: 'dot',
  projects: [
    {
      name: 'nodes',
      testDir: '.',
      testMatch: [
        'attacks/**/*.spec.ts',
        'journeys/**/*.spec.ts',
        'defences/{defences,browser-close,browser-stage}.spec.ts',
      ],
    },
  ],
  webServer: {
    command: `"${process.execPath}" "${import.meta.dirname}/serve-nodes.ts"`,
    // What the groups name, tests find in the environment.
    wait: {
      stdout:
        /Logout Lab is at (?<lab_url>\S+), on (?<lab_nodes_database>\S+) and (?<lab_nodes_redis>\S+)/,
    },
    timeout: 300_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 60_000 },
    stderr: 'pipe',
  },
})
