'use client'

import { refusalWords } from '#lib/evidence/words/refusals.ts'
import { Skeleton } from '#app/_ui/skeleton.tsx'
import { VerdictMark } from '#app/_ui/verdict.tsx'
import { AdminReport } from './admin-report.tsx'
import { ChangePassword } from './change-password.tsx'
import { Devices } from './devices.tsx'
import { LiveChannel } from './live-channel.tsx'
import { SessionCard } from './session-card.tsx'
import { SignIn } from './sign-in.tsx'
import { Transfer } from './transfer.tsx'
import { useSession, type SessionOptions } from './_session/use-session.ts'
import { WireLog } from './wire-log.tsx'

export function SampleApp(options: SessionOptions) {
  const { strategy, isBearer } = options
  const session = useSession(options)
  const { who, reason } = session
  return (
    <>
      <output className="mt-4 flex flex-wrap items-baseline gap-x-4">
        {who ? (
          <VerdictMark
            kind="blocked"
            word={`Signed in as ${who.user.username} (${who.user.role})`}
          />
        ) : (
          <VerdictMark
            kind="unknown"
            word={session.isAsking ? 'Asking the server' : 'Not signed in'}
          />
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
      </output>
      <div className="mt-4 grid items-start gap-2 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="grid gap-2 md:grid-cols-2">
          {who ? (
            <>
              <SessionCard session={session} who={who} renews={strategy.renews} />
              <Devices session={session} who={who} listsSessions={strategy.listsSessions} />
              <Transfer session={session} who={who} />
              <ChangePassword session={session} who={who} />
              <AdminReport session={session} />
              <LiveChannel session={session} strategy={strategy} />
            </>
          ) : session.isAsking ? (
            <Skeleton className="h-72 md:col-span-2" />
          ) : (
            <SignIn session={session} />
          )}
        </div>
        <WireLog log={session.log} isBearer={isBearer} />
      </div>
    </>
  )
}
