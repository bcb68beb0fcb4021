import type { Metadata } from 'next'
import { presets } from '#lib/workspace/presets.ts'
import { allStrategies } from '#lib/strategies/registry.ts'
import { UNAVAILABLE } from '#lib/strategies/unavailable.ts'
import { defaultSettings } from '#lib/workspace/settings.ts'
import { algorithms } from '#lib/tokens/algorithms.ts'
import { FirstVisit } from '#app/_data/first-visit.tsx'
import { requestWorkspace } from '#app/_data/request-workspace.ts'
import { unavailableHere } from '#app/_data/running.ts'
import { WorkspaceNews } from '#app/_data/workspace-news.tsx'
import { DeleteWorkspace } from './delete-workspace.tsx'
import { sentBack } from './sent-back.ts'
import { SettingsForm } from './settings-form.tsx'
import { NextStep } from '#app/_ui/next-step.tsx'
import { Terms } from '#app/_ui/terms.tsx'
import type { Query } from '#app/_data/query.ts'

export const metadata: Metadata = { title: 'Settings' }

export default async function SettingsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const workspace = await requestWorkspace()
  const missing = await unavailableHere()
  const saved = workspace?.settings ?? defaultSettings
  return (
    <>
      <h1 className="text-2xl sm:text-3xl">Settings</h1>
      <p className="mt-2 max-w-prose text-soft">
        <Terms>
          They belong to your workspace alone and hold from the next request on. What was issued
          before keeps the lifetime that it was given.
        </Terms>
      </p>
      {!workspace && <FirstVisit />}
      <WorkspaceNews workspace={workspace?.key ?? null} />
      <SettingsForm
        workspace={workspace?.key ?? null}
        saved={saved}
        sentBack={sentBack(await searchParams, saved)}
        defaults={defaultSettings}
        presets={presets}
        strategies={allStrategies.map(({ id, title, transports }) => ({
          id,
          title: missing.has(id) ? `${title} (${UNAVAILABLE})` : title,
          isDisabled: missing.has(id),
          hasBearer: transports.includes('bearer'),
        }))}
        algorithms={algorithms}
      />
      <DeleteWorkspace />
      <NextStep href="/" title="Fire an event">
        See what these settings change: the bars are measured anew under them.
      </NextStep>
    </>
  )
}
