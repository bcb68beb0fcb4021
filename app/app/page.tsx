import type { Metadata } from 'next'
import { toSeconds } from '#lib/kernel/clock.ts'
import type { StrategyDefinition } from '#lib/strategies/contract.ts'
import { describe } from '#lib/strategies/describe.ts'
import { findStrategy } from '#lib/strategies/registry.ts'
import { clearSiteDataOf, defaultSettings } from '#lib/workspace/settings.ts'
import type { Workspace } from '#lib/workspace/workspace.ts'
import { FirstVisit } from '#app/_data/first-visit.tsx'
import { offeredStrategies } from '#app/_data/running.ts'
import {
  requestCredentials,
  requestOrigin,
  requestWorkspace,
} from '#app/_data/request-workspace.ts'
import { startingUsers } from '#app/_data/starting-users.ts'
import { Link } from '#app/_ui/link.tsx'
import { Options } from '#app/_ui/options.tsx'
import { NextStep } from '#app/_ui/next-step.tsx'
import type { Start } from './_session/use-asking.ts'
import { SampleApp } from './sample-app.tsx'
import { StrategySwitch } from './strategy-switch.tsx'
import { Terms } from '#app/_ui/terms.tsx'

export const metadata: Metadata = { title: 'Sample application' }

export default async function AppPage() {
  const workspace = await requestWorkspace()
  const settings = workspace?.settings ?? defaultSettings
  const definition = findStrategy(settings.strategy)
  if (!definition) throw new Error('the active strategy is not in the registry')
  const strategy = describe(definition, settings, await requestOrigin())
  const users = (await workspace?.users.list()) ?? startingUsers
  const isBearer = settings.transport === 'bearer' && strategy.transports.includes('bearer')
  return (
    <>
      <h1 className="text-2xl sm:text-3xl">Sample application</h1>
      <p className="mt-2 max-w-prose text-soft">
        <Terms>
          An ordinary application under{' '}
          <Link href={`/strategies/${strategy.id}`}>{strategy.title}</Link>, with{' '}
          {isBearer ? 'bearer tokens' : 'cookies'}. You are the owner; the thief stands beside you.
          Lifetimes and transport are in the <Link href="/settings">settings</Link>.
        </Terms>
      </p>
      <StrategySwitch active={strategy.id}>
        <Options of={await offeredStrategies()} />
      </StrategySwitch>
      {!workspace && <FirstVisit />}
      <SampleApp
        key={`${strategy.id} ${isBearer}`}
        workspace={workspace?.key ?? null}
        strategy={strategy}
        isBearer={isBearer}
        atLogOut={{ tellsTabs: settings.tellTabs, clears: clearSiteDataOf(settings) }}
        users={users.map(({ username, role, disabled }) => ({ username, role, disabled }))}
        start={workspace && !isBearer ? await startUnder(workspace, definition) : nobody}
      />
      <NextStep href="/" title="The same under all strategies">
        One press, and a chart of who still lets the thief in.
      </NextStep>
    </>
  )
}

const nobody: Start = { who: null, reason: null, mayRenew: false, now: null }

/** Who this browser's cookies say it is: a look, not a use, so that drawing a page renews nothing. */
async function startUnder(workspace: Workspace, definition: StrategyDefinition): Promise<Start> {
  const carried = await requestCredentials(definition)
  if (!carried) return { ...nobody, reason: 'credential_malformed' }
  const verdict = await workspace.strategy(definition).verify(carried, { passive: true })
  const mayRenew = carried.refresh !== undefined
  const now = toSeconds(workspace.clock.now())
  if (!verdict.ok) return { who: null, reason: verdict.reason, mayRenew, now }
  const { id, device, signedInAt, expiresAt, credentialExpiresAt, username, role } = verdict.session
  const times = {
    createdAt: toSeconds(signedInAt),
    expiresAt: toSeconds(expiresAt),
    ...(credentialExpiresAt && { credentialExpiresAt: toSeconds(credentialExpiresAt) }),
  }
  return {
    who: { user: { username, role }, session: { id, device, ...times } },
    reason: null,
    mayRenew,
    now,
  }
}
