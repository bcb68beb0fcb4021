import type { Metadata } from 'next'
import { Link } from '#app/_ui/link.tsx'

export const metadata: Metadata = { title: 'Nothing here' }

export default function NotFound() {
  return (
    <>
      <h1 className="text-2xl">There is nothing here</h1>
      <p className="mt-2 max-w-prose text-soft">
        No page has this address. Go to the <Link href="/">lab</Link>, to the{' '}
        <Link href="/strategies">list of strategies</Link>, or <Link href="/search">search</Link>{' '}
        for what you wanted.
      </p>
    </>
  )
}
