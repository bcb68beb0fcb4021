import { useCallback, useEffect, useState } from 'react'
import { inspect, type Inspection } from '#app/_data/inspection.ts'

/** The copy and the tables of one strategy, looked at again whenever `moment` is another. */
export function useInspection(strategy: string, moment: string) {
  const wanted = `${strategy} ${moment}`
  const [seen, setSeen] = useState<{ at: string; what: Inspection } | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const look = useCallback(async () => {
    const result = await inspect(strategy)
    setFailure(result.ok ? null : result.detail)
    if (result.ok) setSeen({ at: wanted, what: result.data })
  }, [strategy, wanted])
  useEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect -- only once the server has answered
    void look()
  }, [look])
  return { inspection: seen?.at === wanted ? seen.what : null, failure, look }
}
