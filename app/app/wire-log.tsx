'use client'

import { useState } from 'react'
import { call } from '#app/_data/call.ts'
import * as is from '#app/_data/shape.ts'
import { asCurl, timingWords, type Entry } from './_session/wire.ts'

const idAnswer = is.object({ workspace: is.string })

/** The page's own network panel: what was asked, what came back, and the same as curl. */
export function WireLog({ log, isBearer }: { log: Entry[]; isBearer: boolean }) {
  const [said, setSaid] = useState<string | null>(null)
  async function copy(what: string, text: string) {
    try {
      await navigator.clipboard.writeText(text)
      setSaid(`${what} was copied.`)
    } catch {
      setSaid('Not copied: the browser does not let this page write to the clipboard.')
    }
  }
  async function copyWorkspace() {
    const result = await call('GET', '/api/workspace', idAnswer)
    if (result.ok) await copy('The variable', `export LAB_WORKSPACE=${result.data.workspace}`)
    else setSaid(`Not copied: ${result.detail}`)
  }
  return (
    <section aria-labelledby="wire" className="panel min-w-0">
      <div className="border-b border-line px-4 py-3">
        <h2 id="wire" className="text-base">
          On the wire
        </h2>
        <p className="label needs-js mt-1">
          For curl, first{' '}
          <button
            type="button"
            className="min-h-6 text-accent underline"
            onClick={() => void copyWorkspace()}
          >
            copy the workspace as a variable
          </button>
          : it opens everything in it, so share it with nobody.
        </p>
        <output className="label block">{said}</output>
      </div>
      <ol>
        {log.map((entry) => (
          <li key={entry.number} className="border-b border-line px-4 py-2 text-sm last:border-0">
            <div className="flex items-start justify-between gap-2">
              <code className="min-w-0 break-all">
                {entry.method} {entry.path.replace('/api/strategies', '…')}
              </code>
              <button
                type="button"
                className="button button-small shrink-0"
                aria-label={`Copy request ${entry.number} as curl`}
                onClick={() =>
                  void copy(
                    `Request ${entry.number}`,
                    asCurl(entry, window.location.origin, isBearer),
                  )
                }
              >
                curl
              </button>
            </div>
            <p className="label">
              <span className={entry.code ? 'text-in' : 'text-blocked'}>
                {entry.status || 'no answer'} {entry.code}
              </span>{' '}
              {timingWords(entry.timing)}
            </p>
          </li>
        ))}
        {log.length === 0 && <li className="px-4 py-3 text-sm text-soft">No requests yet.</li>}
      </ol>
    </section>
  )
}
