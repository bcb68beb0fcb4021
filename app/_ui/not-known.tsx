import { firstOf, type Query } from '#app/_data/query.ts'
import type { Known } from '#app/_data/known.ts'
import { Notice } from './notice.tsx'

/** So that a page can be read, whatever somebody has put into its address. Characters. */
const LONGEST = 40

/**
 * Says which words of an address the page passes over. What is empty chooses nothing, and names that
 * the page does not have are somebody else's: neither is a fault.
 */
export function NotKnown({
  query,
  words,
}: {
  query: Query
  words: Readonly<Record<string, Known>>
}) {
  const faults = Object.entries(words).flatMap(([name, isKnown]) => {
    const text = firstOf(query, name)
    return text && !isKnown(text) ? [`${name}=${cut(text)}`] : []
  })
  if (faults.length === 0) return null
  return (
    <div className="my-4" data-not-known>
      <Notice kind="error" title="The address names what is not here.">
        <p>
          Passed over: <code>{faults.join('&')}</code>. The page shows what it shows without.
        </p>
      </Notice>
    </div>
  )
}

const cut = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text)
