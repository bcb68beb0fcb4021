import { execFileSync } from 'node:child_process'
import { arch, availableParallelism, platform, release } from 'node:os'
import { chromium } from '@playwright/test'
import { findBrowser } from '../../scripts/browser.ts'
import type { AttackReport } from '#lib/evidence/attack-report.ts'

/** What a command says, or null when it fails or is not there. */
function said(command: string, args: string[]): string | null {
  try {
    const stdio: ['ignore', 'pipe', 'ignore'] = ['ignore', 'pipe', 'ignore']
    return execFileSync(command, args, { stdio, timeout: 300_000 }).toString().trim()
  } catch {
    return null
  }
}

/** The commit that the sources are at, marked when they differ from it. */
export function commit(): string {
  const id = said('git', ['rev-parse', '--short', 'HEAD'])
  if (id === null) return 'unknown'
  return said('git', ['status', '--porcelain']) === '' ? id : `${id} with changes`
}

export function environment(workers: number): AttackReport['environment'] {
  const found = findBrowser()
  const browser = found && said(found.executablePath ?? chromium.executablePath(), ['--version'])
  // The numbers of the system, without what its maker adds.
  const [version = ''] = release().split('-')
  const system = `${platform()} ${version}, ${arch()}, ${availableParallelism()} cores`
  return {
    node: process.versions.node,
    browser: browser ?? 'unknown',
    // Of the machines that ran the shards, their reports do not tell.
    system: process.argv.includes('merge-reports')
      ? `${system} (where shards were merged)`
      : system,
    workers,
  }
}
