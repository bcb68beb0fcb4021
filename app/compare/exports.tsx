'use client'

import { useState } from 'react'
import { Icon } from '#app/_ui/icon.tsx'

const files = [
  { name: 'CSV', file: 'logout-lab.csv', type: 'text/csv', form: 'csv' },
  { name: 'JSON', file: 'logout-lab.json', type: 'application/json', form: 'json' },
] as const

/** The same cells in several forms, each written when it is asked for. */
export interface Forms {
  markdown(): string
  csv(): string
  json(): string
}

/** What is on the screen, to take along. */
export function Exports({ forms, isEmpty }: { forms: Forms; isEmpty: boolean }) {
  const [copied, setCopied] = useState<'yes' | 'no' | null>(null)
  const copy = () =>
    navigator.clipboard.writeText(forms.markdown()).then(
      () => setCopied('yes'),
      () => setCopied('no'),
    )
  return (
    <div className="unprinted flex flex-wrap items-center gap-2">
      <button type="button" className="button" disabled={isEmpty} onClick={() => void copy()}>
        {copied === 'yes' ? <Icon name="check" /> : <Icon name="copy" />}
        Copy as Markdown
      </button>
      {files.map(({ name, file, type, form }) => (
        <button
          key={name}
          type="button"
          className="button"
          disabled={isEmpty}
          onClick={() => download(file, type, forms[form]())}
        >
          <Icon name="download" />
          {name}
        </button>
      ))}
      <output className={copied === 'no' ? 'text-sm' : 'sr-only'}>
        {copied === 'yes' && 'Copied.'}
        {copied === 'no' && 'This browser lets nobody copy: take a file.'}
      </output>
    </div>
  )
}

function download(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
