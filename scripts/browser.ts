// Finds a Chromium for the tests, wherever it comes from, and gets one where there is none.
import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'
import { root, run, runtime } from './child.mjs'

/** A browser as `launch` wants it: Playwright's own needs no path. */
export interface Browser {
  executablePath?: string
}

const installed = [
  // Debian's small build for work without a window: it starts and draws in two thirds of the time.
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** For machines without a screen or a network, and for root. */
export const launchArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * @param asked the path of the browser that was asked for; it is that one or none
 * @throws where it is not there: a run on another browser would be taken for one on this
 */
export function findBrowser(
  exists: (path: string) => boolean = existsSync,
  asked = process.env['LAB_BROWSER'],
): Browser | null {
  if (asked) {
    if (exists(asked)) return { executablePath: asked }
    throw new Error(`LAB_BROWSER names no browser that is here: ${asked}`)
  }
  if (exists(chromium.executablePath())) return {}
  const executablePath = installed.find(exists)
  return executablePath ? { executablePath } : null
}

/** Debian's, or another of the system: tests of it are skipped where there is none. */
export const findFirefox = (exists: (path: string) => boolean = existsSync): string | null =>
  ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find(exists) ?? null

const ways = [
  {
    possible: () => true,
    run: () =>
      run(runtime, [`${root}/node_modules/@playwright/test/cli.js`, 'install', 'chromium']),
  },
  {
    possible: () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get'),
    run: () => run('sh', ['-c', 'apt-get update && apt-get install -y chromium-headless-shell']),
  },
]

/** Finds a browser, or installs one: null when every way has failed. */
export async function ensureBrowser(): Promise<Browser | null> {
  for (const way of ways) {
    const found = findBrowser()
    if (found) return found
    if (way.possible()) await way.run()
  }
  return findBrowser()
}

export const noBrowser =
  'No browser for the tests: install Chromium (apt-get install chromium, or npx playwright install chromium)'

if (import.meta.main) {
  const found = await ensureBrowser()
  if (found) console.log(found.executablePath ?? chromium.executablePath())
  else console.error(noBrowser)
  process.exitCode = found ? 0 : 1
}
