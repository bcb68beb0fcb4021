import type { Metadata } from 'next'
import { Link } from '#app/_ui/link.tsx'
import { chapters } from '#app/_shell/chapters.ts'
import { Terms } from '#app/_ui/terms.tsx'

export const metadata: Metadata = {
  title: 'Learn',
  description: 'Why logging out is hard, and what can be done about it, in short chapters to play.',
}

export default function LearnPage() {
  return (
    <>
      <h1 className="text-2xl sm:text-3xl">Learn</h1>
      <p className="mt-2 max-w-prose text-soft">
        <Terms>
          Why a session is hard to end, and what can be done about it. Each chapter has one thing to
          play with. What you do in it really happens, on the strategies' own code and stores; what
          only a browser can play is told from the last run of the attacks.
        </Terms>
      </p>
      <ol className="mt-6 grid gap-2 md:grid-cols-2">
        {chapters.map(({ path, title, about }, index) => (
          <li key={path} className="panel p-4">
            <h2 className="text-lg">
              <span className="text-soft">{index + 1}.</span> <Link href={path}>{title}</Link>
            </h2>
            <p className="mt-1 text-sm text-soft">{about}</p>
          </li>
        ))}
      </ol>
    </>
  )
}
