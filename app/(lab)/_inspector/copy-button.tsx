'use client'

import { useState } from 'react'
import { Icon } from '#app/_ui/icon.tsx'

/** Copies text, and says whether that worked. */
export function CopyButton({ what, text }: { what: string; text: string }) {
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null)
  async function copy() {
    try {
      await navigator.clipboard.writeText(text)
      setOutcome('copied')
    } catch {
      setOutcome('failed')
    }
  }
  return (
    <span className="inline-flex items-center gap-2">
      <button type="button" className="button button-small" onClick={() => void copy()}>
        {outcome === 'copied' ? <Icon name="check" size={14} /> : <Icon name="copy" size={14} />}
        Copy as curl<span className="sr-only">{what}</span>
      </button>
      <output className="label">
        {outcome === 'copied' && 'Copied.'}
        {outcome === 'failed' && 'This browser does not let the page copy.'}
      </output>
    </span>
  )
}
