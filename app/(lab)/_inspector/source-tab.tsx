'use client'

import { useEffect, useState } from 'react'
import { SourceView } from '#app/_source/source-view.tsx'
import { Skeleton } from '#app/_ui/skeleton.tsx'

/** The file that the server runs, fetched when it is looked at. */
export function SourceTab({ id }: { id: string }) {
  const [source, setSource] = useState<{ of: string; text: string | null } | null>(null)
  useEffect(() => {
    const asking = new AbortController()
    void (async () => {
      try {
        const response = await fetch(`/strategies/${id}/source`, { signal: asking.signal })
        const text = response.ok ? await response.text() : null
        setSource({ of: id, text })
      } catch {
        if (!asking.signal.aborted) setSource({ of: id, text: null })
      }
    })()
    return () => asking.abort()
  }, [id])
  if (source?.of !== id) return <Skeleton className="m-4 h-96" />
  return (
    <div className="p-4">
      {source.text === null ? (
        <p className="text-sm">The source does not come: the server does not answer with it.</p>
      ) : (
        <SourceView source={{ file: `lib/strategies/${id}.ts`, text: source.text }} />
      )}
    </div>
  )
}
