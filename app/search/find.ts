import MiniSearch from 'minisearch'
import { entries, type Entry } from './entries.ts'

/** As many as one looks through. */
const MOST = 30

const everything = entries()
const index = new MiniSearch<Entry & { id: number }>({
  fields: ['title', 'kind', 'text'],
  searchOptions: { boost: { title: 3 }, prefix: true, fuzzy: 0.2, combineWith: 'AND' },
})
index.addAll(everything.map((entry, id) => ({ ...entry, id })))

/** The best first; forgives a slip of the finger and takes the beginnings of words. */
export const find = (query: string): Entry[] =>
  index
    .search(query)
    .slice(0, MOST)
    .flatMap(({ id }: { id: number }) => everything[id] ?? [])
