import { describe, expect, it } from 'vitest'
import type { AttackReport } from '../../evidence/attack-report.ts'
import { strategies } from '../../strategies/registry.ts'
import { attacks } from '../attacks/registry.ts'
import { playCookieOrStorage, switchesSchema, type Switches } from './cookie-or-storage.ts'

const open: Switches = { sameSite: 'none', thirdParty: 'allowed', originCheck: 'off' }

const { sameSite, thirdParty, originCheck } = switchesSchema.shape
const allSwitches = sameSite.options.flatMap((one) =>
  thirdParty.options.flatMap((two) =>
    originCheck.options.map((three) => ({ sameSite: one, thirdParty: two, originCheck: three })),
  ),
)

/** A run in which one attack came to something else than was predicted, and one failed. */
const report: AttackReport = {
  format: 1,
  at: '2026-01-01T00:00:00.000Z',
  commit: 'abc1234',
  seed: 'seed',
  environment: { node: '', browser: '', system: '', workers: 1 },
  durationMs: 1,
  cells: (['stateless-jwt', 'cookie-session'] as const).map((strategy) => ({
    attack: 'xss-read-cookie',
    strategy,
    runs:
      strategy === 'cookie-session'
        ? []
        : [
            {
              attack: 'xss-read-cookie',
              strategy,
              medium: 'browser' as const,
              predicted: 'fails' as const,
              works: true,
              says: '',
              broken: true,
              steps: [],
              ms: 1,
            },
          ],
    broken: [],
    trace: null,
    durationMs: 1,
  })),
}

describe('cookie or storage, as a reader plays it', () => {
  it('names attacks that are played, whatever the switches', async () => {
    const played = new Set(attacks.map(({ id }) => id))
    for (const switches of allSwitches) {
      const { findings } = await playCookieOrStorage(switches, null)
      const named = Object.values(findings).flatMap((home) =>
        Object.values(home).flatMap((one) => ('attack' in one ? [one.attack] : [])),
      )
      expect(named).toHaveLength(5)
      expect(named.filter((id) => !played.has(id))).toEqual([])
    }
  })

  it('tells a prediction from what was measured', async () => {
    const { findings, run } = await playCookieOrStorage(open, null)
    expect(run).toBeNull()
    const all = strategies.length
    expect(findings.cookie.form).toMatchObject({ from: 'prediction', works: all, blocked: 0 })
    expect(findings.cookie['script-takes']).toMatchObject({ works: 0, blocked: all })
    const measured = await playCookieOrStorage(open, report)
    expect(measured.run).toEqual({ at: report.at, commit: report.commit })
    // What could not be played is neither of the two.
    expect(measured.findings.cookie['script-takes']).toEqual({
      from: 'run',
      attack: 'xss-read-cookie',
      works: 1,
      blocked: 0,
      failed: 1,
    })
    expect(measured.findings.cookie.form).toMatchObject({ from: 'prediction' })
  })

  it('sets the cookie as the switches say, out of reach for scripts', async () => {
    for (const switches of allSwitches) {
      const { setCookie } = await playCookieOrStorage(switches, null)
      expect(setCookie).toContain('HttpOnly')
      expect(setCookie.toLowerCase()).toContain(`samesite=${switches.sameSite}`)
    }
  })

  it('finds that a request without the token opens nothing', async () => {
    const { findings } = await playCookieOrStorage(open, null)
    expect(findings.storage.form).toEqual({
      from: 'here',
      works: false,
      reason: 'credential_missing',
    })
  })
})
