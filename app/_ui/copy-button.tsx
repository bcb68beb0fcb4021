'use client'

import { useState } from 'react'
import { Icon } from '#app/_ui/icon.tsx'

/**
 * Copies a text, or what the element with an id holds, and says whether that worked.
 * @param label what the button says; `what` goes on for a screen reader
 */
export function CopyButton({
  label,
  what,
  text,
  from,
}: {
  label: string
  what: string
} & ({ text: string; from?: never } | { from: string; text?: never })) {
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null)
  async function copy() {
    try {
      await navigator.clipboard.writeText(text ?? document.getElementById(from)?.textContent ?? '')
      setOutcome('copied')
    } catch {
      setOutcome('failed')
    }
  }
  return (
    <span className="inline-flex items-center gap-2">
      <button type="button" className="button button-small" onClick={() => void copy()}>
        {outcome === 'copied' ? <Icon name="check" size={14} /> : <Icon name="copy" size={14} />}
        {label}
        <span className="sr-only">{what}</span>
      </button>
      <output className="label">
        {outcome === 'copied' && 'Copied.'}
        {outcome === 'failed' && 'This browser does not let the page copy.'}
      </output>
    </span>
  )
}
