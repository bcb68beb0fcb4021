import type { Metadata } from 'next'
import { toSeconds } from '#lib/kernel/clock.ts'
import { processRuntime } from '#lib/workspace/process-runtime.ts'
import { FirstVisit } from '#app/_data/first-visit.tsx'
import { requestWorkspace } from '#app/_data/request-workspace.ts'
import { startingUsers } from '#app/_data/starting-users.ts'
import { WorkspaceNews } from '#app/_data/workspace-news.tsx'
import { Desk } from './desk.tsx'
import { NextStep } from '#app/_ui/next-step.tsx'
import { Terms } from '#app/_ui/terms.tsx'

export const metadata: Metadata = { title: 'Operator' }

export default async function OperatorPage() {
  const workspace = await requestWorkspace()
  const { strategies } = await processRuntime()
  const users = (await workspace?.users.list()) ?? startingUsers
  return (
    <>
      <h1 className="text-2xl sm:text-3xl">Operator</h1>
      <p className="mt-2 max-w-prose text-soft">
        <Terms>
          What an administrator or an incident does to accounts, and what that does to the sessions
          under each strategy. It is authorised by your workspace, and by no strategy under test.
        </Terms>
      </p>
      {!workspace && <FirstVisit />}
      <WorkspaceNews workspace={workspace?.key ?? null} />
      <Desk
        workspace={workspace?.key ?? null}
        users={users.map(({ username, role, disabled }) => ({ username, role, disabled }))}
        now={workspace ? toSeconds(workspace.clock.now()) : null}
        strategies={strategies.map(({ id, title }) => ({ id, title }))}
      />
      <NextStep href="/app" title="See it from the other side">
        Sign in to the sample application, and watch what an order does to a session.
      </NextStep>
    </>
  )
}
