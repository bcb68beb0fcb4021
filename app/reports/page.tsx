import { inReport, summarise } from '#lib/evidence/summary.ts'
import { registered } from '#lib/scenarios/attacks/registered.ts'
import { lastOrSample, readReportFile } from '#app/_runs/report-file.ts'
import type { Metadata } from 'next'
import { connection } from 'next/server'
import { Notice } from '#app/_ui/notice.tsx'
import { Changes } from './_parts/changes.tsx'
import { Facts } from './_parts/facts.tsx'
import { Matrix } from './_parts/matrix.tsx'
import { Requirements } from './_parts/requirements.tsx'
import { Traces } from './_parts/traces.tsx'
import { Wrong } from './_parts/wrong.tsx'
import { NextStep } from '#app/_ui/next-step.tsx'
import { Terms } from '#app/_ui/terms.tsx'

export const metadata: Metadata = {
  title: 'Reports',
  description:
    'The last run of every attack under every strategy: in process, over HTTP and in a browser.',
}

export default async function ReportsPage() {
  // What lies in the folder now, and not what lay there when the pages were built.
  await connection()
  return (
    <>
      <h1 className="text-2xl sm:text-3xl">Reports</h1>
      <p className="mt-2 max-w-prose text-soft">
        <Terms>
          Runs of the attacks as tests: each in process, over HTTP and in a real browser where one
          makes a difference. The media have to agree with each other, and with what the traits of
          the strategy say.
        </Terms>
      </p>
      <div className="mt-6">
        <LastRun />
      </div>
      <NextStep href="/compare?view=attacks" title="Attacks by strategies">
        The same attacks in one table, with what can be played on this server.
      </NextStep>
    </>
  )
}

async function LastRun() {
  const [{ run: last, isSample }, previous] = await Promise.all([
    lastOrSample(),
    readReportFile('previous'),
  ])
  if (last.state === 'none') {
    return (
      <Notice kind="note" title="No run is here yet">
        <p>
          <code>npm run attacks</code> makes one: it plays every attack under every strategy, and
          writes <code className="break-all">{last.file}</code> beside this server. What has not
          been run is not shown.
        </p>
      </Notice>
    )
  }
  if (last.state === 'unreadable') {
    return (
      <Notice kind="error" title="The last run cannot be shown">
        <p>
          <code className="break-all">{last.file}</code>: {last.why} <code>npm run attacks</code>{' '}
          writes it anew.
        </p>
      </Notice>
    )
  }
  const summary = summarise(
    last.report,
    previous.state === 'read' ? previous.report : null,
    inReport(registered, last.report),
  )
  return (
    <>
      <Facts summary={summary} isSample={isSample} />
      <Wrong summary={summary} />
      {!isSample && <Changes summary={summary} previous={previous} />}
      <Matrix summary={summary} />
      <Requirements summary={summary} />
      <Traces summary={summary} />
    </>
  )
}
