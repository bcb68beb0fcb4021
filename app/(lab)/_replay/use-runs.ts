import type { CellRun } from '#lib/evidence/model.ts'
import { readCell } from '#app/_evidence/read-cell.ts'
import { useEffect, useState } from 'react'
import type { EventName } from '#lib/strategies/events.ts'

interface Runs {
  ready: Readonly<Record<string, CellRun>>
  /** Why a lane has no run. */
  failed: Readonly<Record<string, string>>
}

const none: Runs = { ready: {}, failed: {} }

/** The measured run of every lane under one event, each as soon as it comes. */
export function useRuns(ids: readonly string[], event: EventName): Runs {
  const [runs, setRuns] = useState<{ of: EventName; what: Runs }>({ of: event, what: none })
  const names = ids.join(',')
  useEffect(() => {
    const asking = new AbortController()
    for (const id of names.split(',').filter(Boolean)) {
      void (async () => {
        const result = await readCell(id, event, asking.signal)
        if (asking.signal.aborted) return
        setRuns(({ of, what }) => {
          const { ready, failed } = of === event ? what : none
          return {
            of: event,
            what: result.ok
              ? { ready: { ...ready, [id]: result.data }, failed }
              : { ready, failed: { ...failed, [id]: result.detail } },
          }
        })
      })()
    }
    return () => asking.abort()
  }, [names, event])
  return runs.of === event ? runs.what : none
}
