'use client'

import { useEffect, useSyncExternalStore } from 'react'
import { Link } from '#app/_ui/link.tsx'
import { Card } from './card.tsx'
import { lastLeftovers, onLeftovers, settleIn, type Leftovers } from './_session/leftovers.ts'

const words = (isThere: boolean | null) =>
  isThere === null ? 'not told' : isThere ? 'there' : 'gone'

const rowsOf = ({ before, after, workspace, privateInCache }: Leftovers) => [
  {
    what: 'A draft that the page had stored',
    directive: 'storage',
    was: words(before.storage),
    is: words(after.storage),
  },
  {
    what: "The site's own files, in the HTTP cache",
    directive: 'cache',
    was: words(before.files),
    is: words(after.files),
  },
  {
    what: 'Private answers, in the HTTP cache',
    directive: 'cache',
    was: 'not asked',
    is: privateInCache === null ? 'not told' : privateInCache ? 'there' : 'none',
  },
  { what: "The workspace's own cookie", directive: 'cookies', was: 'there', is: words(workspace) },
]

/** What this browser kept of the session that has just been left, as it was found. */
export function WhatIsLeft({ isIn }: { isIn: boolean }) {
  const left = useSyncExternalStore(onLeftovers, lastLeftovers, () => null)
  useEffect(() => {
    if (isIn) settleIn()
  }, [isIn])
  if (!left || isIn) return null
  return (
    <Card title="What this browser kept" className="md:col-span-2">
      <p className="mt-1 text-sm text-soft">
        Looked for after the log-out, which came{' '}
        {left.cleared === null ? (
          <>
            without <code>Clear-Site-Data</code>
          </>
        ) : (
          <>
            with <code>Clear-Site-Data: {left.cleared}</code>
          </>
        )}
        . Choose another in the <Link href="/settings">settings</Link>.
      </p>
      <table className="table mt-2">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Directive</th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody>
          {rowsOf(left).map(({ what, directive, was, is }) => (
            <tr key={what}>
              <th scope="row" className="font-normal">
                {what}
              </th>
              <td>
                <code>{directive}</code>
              </td>
              <td>{was}</td>
              <td className="font-medium">{is}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {!left.workspace && (
        <p className="mt-2 text-sm">
          Cookies are cleared for the whole host: those of all strategies, of every lab on it, and
          the one that named your workspace. This is a new one, and the old one can no longer be
          reached from here.
        </p>
      )}
    </Card>
  )
}
