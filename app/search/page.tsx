import type { Metadata } from 'next'
import { Icon } from '#app/_ui/icon.tsx'
import { Link } from '#app/_ui/link.tsx'
import { find } from './find.ts'
import { firstOf, type Query } from '#app/_data/query.ts'

export const metadata: Metadata = { title: 'Search' }

/** Longer than anything that one looks for. */
const LONGEST = 200

export default async function SearchPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = (firstOf(await searchParams, 'q') ?? '').slice(0, LONGEST)
  const found = find(query)
  return (
    <>
      <h1 className="text-2xl sm:text-3xl">Search</h1>
      {/* A plain form: it works without JavaScript, and the answer has an address. */}
      <form action="/search" className="mt-4 flex max-w-xl items-end gap-2">
        <label className="grow text-sm">
          A strategy, an event, an attack, a term
          <input
            type="search"
            name="q"
            defaultValue={query}
            maxLength={LONGEST}
            className="field mt-1"
          />
        </label>
        <button className="button button-main">
          <Icon name="search" />
          Search
        </button>
      </form>
      {query && (
        <p className="mt-6">
          {found.length === 0
            ? `Nothing was found for “${query}”.`
            : `${found.length} ${found.length === 1 ? 'place' : 'places'} for “${query}”`}
        </p>
      )}
      <ol className="mt-2 grid max-w-3xl">
        {found.map(({ path, kind, title, text }) => (
          <li key={`${kind} ${path}`} className="border-t border-line py-3">
            <p>
              <Link href={path} className="font-medium">
                {title}
              </Link>{' '}
              <span className="label ml-1">{kind}</span>
            </p>
            <p className="text-sm text-soft">{text}</p>
          </li>
        ))}
      </ol>
      {!query && (
        <p className="mt-6 text-soft">
          Or look into the <Link href="/glossary">glossary</Link>.
        </p>
      )}
    </>
  )
}
