import { processRuntime } from '#lib/workspace/process-runtime.ts'
import { Notice } from '#app/_ui/notice.tsx'

/** What the operator of this server has accepted against advice: promises may not hold then. */
export async function AcceptedRisks() {
  const { backend } = await processRuntime()
  const accepted = backend.accepted()
  if (accepted.length === 0) return null
  return (
    <div className="mb-6">
      <Notice kind="waiting" title="This server may forget what was revoked">
        {accepted.map((line) => (
          <p key={line}>{line}.</p>
        ))}
      </Notice>
    </div>
  )
}
