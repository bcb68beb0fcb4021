'use client'

import { useState } from 'react'
import { Icon } from '#app/_ui/icon.tsx'

const files = [
  { name: 'CSV', file: 'logout-lab.csv', type: 'text/csv', form: 'toCsv' },
  { name: 'JSON', file: 'logout-lab.json', type: 'application/json', form: 'toJson' },
] as const

/** The same cells in several forms. What writes them comes when it is first asked for. */
type Form = 'toMarkdown' | 'toCsv' | 'toJson'

const said = {
  copied: 'Copied.',
  uncopied: 'This browser lets nobody copy: take a file.',
  unwritten: 'The server does not answer: try again.',
} as const

/** What is on the screen, to take along. */
export function Exports({ write }: { write: (form: Form) => Promise<string> }) {
  const [outcome, setOutcome] = useState<keyof typeof said | null>(null)
  const copy = async () => {
    const text = write('toMarkdown')
    try {
      await navigator.clipboard.write([
        // A promise, because a browser may hold the press to be over once there is a text.
        new ClipboardItem({
          'text/plain': text.then((written) => new Blob([written], { type: 'text/plain' })),
        }),
      ])
      setOutcome('copied')
    } catch {
      setOutcome(
        await text.then(
          () => 'uncopied' as const,
          () => 'unwritten' as const,
        ),
      )
    }
  }
  const take = ({ file, type, form }: (typeof files)[number]) =>
    // What is seldom pressed comes when it is.
    Promise.all([write(form), import('../_matrix/download.ts')]).then(
      ([text, { download }]) => download(file, type, text),
      () => setOutcome('unwritten'),
    )
  return (
    <div className="unprinted flex flex-wrap items-center gap-2">
      <button type="button" className="button" onClick={() => void copy()}>
        {outcome === 'copied' ? <Icon name="check" /> : <Icon name="copy" />}
        Copy as Markdown
      </button>
      {files.map((file) => (
        <button key={file.name} type="button" className="button" onClick={() => void take(file)}>
          <Icon name="download" />
          {file.name}
        </button>
      ))}
      {/* Always there, or nothing would be read out; without words it takes no room. */}
      <output className={outcome === 'copied' ? 'sr-only' : 'text-sm empty:-ml-2'}>
        {outcome && said[outcome]}
      </output>
    </div>
  )
}
