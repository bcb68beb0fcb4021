'use client'

import { Suspense, useState } from 'react'
import { refusalWords } from '#lib/evidence/words/refusals.ts'
import { late } from '#app/_ui/late.tsx'
import { Notice } from '#app/_ui/notice.tsx'
import { Skeleton } from '#app/_ui/skeleton.tsx'
import { VerdictMark } from '#app/_ui/verdict.tsx'
import { AdminReport } from './admin-report.tsx'
import { Card } from './card.tsx'
import { ChangePassword } from './change-password.tsx'
import { SessionCard } from './session-card.tsx'
import { SignIn } from './sign-in.tsx'
import { useSession, type SessionOptions } from './_session/use-session.ts'
import { WireLog } from './wire-log.tsx'

/** These are for those who are signed in, and the first of them has a parser of its own. */
const LiveChannel = late(() => import('./live-channel.tsx').then((m) => m.LiveChannel))

const Devices = late(() => import('./devices.tsx').then((m) => m.Devices))

const Transfer = late(() => import('./transfer.tsx').then((m) => m.Transfer))

const Thief = late(() => import('./thief.tsx').then((m) => m.Thief))

/** For those who sign out. */
const WhatIsLeft = late(() => import('./leftovers.tsx').then((m) => m.WhatIsLeft))

export function SampleApp(options: SessionOptions) {
  const { strategy, isBearer } = options
  const session = useSession(options)
  const { who, reason, trouble } = session
  // The thief stays when the owner goes.
  const [hasOwner, setHasOwner] = useState(who !== null)
  if (who !== null && !hasOwner) setHasOwner(true)
  const waiting = session.isAsking ? 'Asking the server' : 'Not signed in'
  return (
    <>
      <output className="mt-4 flex flex-wrap items-baseline gap-x-4">
        {who ? (
          <VerdictMark
            kind="blocked"
            word={`Signed in as ${who.user.username} (${who.user.role})`}
          />
        ) : (
          <VerdictMark kind="unknown" word={trouble ? 'Nobody knows who is signed in' : waiting} />
        )}
        {!who && reason && reason !== 'credential_missing' && (
          <span className="text-sm">
            {refusalWords(reason)} (<code>{reason}</code>)
          </span>
        )}
        {session.renewals > 0 && (
          <span className="text-sm text-soft">
            The access token ran out: renewed by itself, {session.renewals} ×
          </span>
        )}
        {session.isSlow && (
          <span className="text-sm text-waiting">
            Still no answer from the server. A browser opens six connections to it: other tabs may
            hold them all.
          </span>
        )}
      </output>
      {session.news && (
        <div className="mt-4">
          <Notice kind="waiting" title={session.news} />
        </div>
      )}
      {trouble && (
        <div className="mt-4">
          <Notice kind="error" title={trouble.detail}>
            What is shown is what the server said before.{' '}
            <button
              type="button"
              className="button button-small"
              onClick={() => void session.check()}
            >
              Ask again
            </button>
          </Notice>
        </div>
      )}
      <div className="mt-4 grid items-start gap-2 lg:grid-cols-[minmax(0,1fr)_24rem]">
        {/* What was answered to somebody else is nothing for whoever it is now. */}
        <div key={who?.user.username} className="grid gap-2 md:grid-cols-2">
          {who ? (
            <>
              <SessionCard session={session} who={who} renews={strategy.renews} />
              <Suspense fallback={<Skeleton className="h-40" />}>
                <Devices session={session} who={who} listsSessions={strategy.listsSessions} />
              </Suspense>
              <Suspense fallback={<Skeleton className="h-40" />}>
                <Transfer session={session} who={who} />
              </Suspense>
              <ChangePassword session={session} who={who} />
              <AdminReport session={session} />
              <Suspense fallback={<Skeleton className="h-40" />}>
                <LiveChannel session={session} strategy={strategy} />
              </Suspense>
            </>
          ) : session.isAsking ? (
            <Skeleton className="h-72 md:col-span-2" />
          ) : (
            <SignIn session={session} />
          )}
          {(who || session.hasLeft) && (
            <Suspense>
              <WhatIsLeft isIn={who !== null} />
            </Suspense>
          )}
        </div>
        <div className="grid gap-2">
          {hasOwner ? (
            <Suspense fallback={<Skeleton className="h-32" />}>
              <Thief
                workspace={options.workspace}
                strategy={strategy}
                isBearer={isBearer}
                isOwnerIn={who !== null}
              />
            </Suspense>
          ) : (
            <Card title="The thief's browser">
              <p className="mt-1 text-sm text-soft">Sign in first: there is nothing to copy yet.</p>
            </Card>
          )}
          <WireLog log={session.log} isBearer={isBearer} />
        </div>
      </div>
    </>
  )
}
