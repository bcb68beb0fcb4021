import { defineConfig } from '@playwright/test'
import { strategies } from '#lib/strategies/registry.ts'
import { runFolder } from './e2e/run-folder.ts'
import { findBrowser, launchArgs } from './scripts/browser.ts'

// Named here, for the server and for all workers.
runFolder()

const onStrategies = {
  testDir: 'e2e',
  testMatch: ['journeys/**/*.spec.ts', 'attacks/**/*.spec.ts'],
}

export default defineConfig({
  forbidOnly: true,
  fullyParallel: true,
  retries: 0,
  // One more than there are cores: a third of the time a page waits, and not for a core.
  workers: 3,
  // Waits end when what they wait for is there. How long that takes is the machine's affair, and a
  // slow answer is not a wrong one: only what never comes meets these.
  timeout: 900_000,
  expect: { timeout: 180_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/results.json' }]],
  use: {
    // Where the server below said that it listens.
    baseURL: process.env['LAB_URL'],
    launchOptions: { args: launchArgs, ...findBrowser() },
    // What was done and sent is kept of a test that fails. To copy the page at each step, for all the
    // tests that pass, would cost a seventh of the run: `--trace on` does for those that it names.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false },
    // It would need ffmpeg.
    video: 'off',
  },
  projects: [
    { name: 'pages', testDir: 'e2e/pages' },
    { name: 'defences', testDir: 'e2e/defences' },
    // Every project starts browsers of its own: a run of all that has no use for the names of
    // the strategies saves half a minute by doing without.
    ...(process.env['LAB_STRATEGIES'] === 'together'
      ? [{ name: 'strategies', ...onStrategies }]
      : strategies.map(({ id }) => ({
          name: id,
          ...onStrategies,
          grep: new RegExp(`@${id}(?![\\w-])`),
        }))),
  ],
  webServer: {
    command: `"${process.execPath}" e2e/serve.ts`,
    wait: { stdout: /Logout Lab is at (?<lab_url>\S+)/ },
    timeout: 300_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 60_000 },
    stderr: 'pipe',
  },
})
