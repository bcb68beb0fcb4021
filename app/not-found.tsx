import type { Metadata } from 'next'
import { Link } from '#app/_ui/link.tsx'

export const metadata: Metadata = { title: 'Nothing here' }

export default function NotFound() {
  return (
    <>
      <h1 className="text-2xl">There is nothing here</h1>
      <p className="mt-2 max-w-prose text-soft">
        The address leads to no page. The <Link href="/">lab</Link> and the{' '}
        <Link href="/strategies">list of strategies</Link> are good places to go on.
      </p>
    </>
  )
}
