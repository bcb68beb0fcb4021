import { useEffect, useState } from 'react'
import type { EventName } from '#lib/strategies/events.ts'
import { evidenceRunOf, type EvidenceRun } from './evidence-run.ts'

export type Loaded =
  | { kind: 'loading' }
  | { kind: 'ready'; run: EvidenceRun }
  | { kind: 'failed'; detail: string }

const loading: Loaded = { kind: 'loading' }

/** The measured run of one strategy under one event, asked for when it is shown. */
export function useEvidenceRun(strategy: string, event: EventName): Loaded {
  const wanted = `${strategy} ${event}`
  const [loaded, setLoaded] = useState<{ of: string; what: Loaded }>({ of: '', what: loading })
  useEffect(() => {
    const asking = new AbortController()
    void (async () => {
      const result = await evidenceRunOf(strategy, event, asking.signal)
      if (asking.signal.aborted) return
      const what: Loaded = result.ok
        ? { kind: 'ready', run: result.data }
        : { kind: 'failed', detail: result.detail }
      setLoaded({ of: wanted, what })
    })()
    return () => asking.abort()
  }, [strategy, event, wanted])
  return loaded.of === wanted ? loaded.what : loading
}
