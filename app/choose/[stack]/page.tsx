import type { Metadata } from 'next'
import { connection } from 'next/server'
import { findStack, stacks, type Stack } from '#lib/choose/stacks.ts'
import { nothingHere, nothingHereMetadata } from '#app/_ui/nothing-here.tsx'
import { Link } from '#app/_ui/link.tsx'
import { GapView } from './gap-view.tsx'
import { KindCard } from './kind-card.tsx'
import { measuredStack } from './measured-stack.ts'

interface Props {
  params: Promise<{ stack: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const stack = findStack((await params).stack)
  if (!stack) return nothingHereMetadata
  const { ban } = await measuredStack(stack)
  const title = `${stack.title}: ban a user now, ${ban}`
  const description = `How long a stolen session lives on with ${stack.title}, after a ban, a log-out, a new password and a new role: measured, with what would close the gap.`
  return {
    title,
    description,
    openGraph: { title, description, type: 'article' },
    twitter: { card: 'summary_large_image' },
  }
}

export default async function StackPage({ params }: Props) {
  const stack = findStack((await params).stack)
  if (!stack) return nothingHere()
  // What is measured on this server, and not where the pages were built.
  await connection()
  const { preset, settings, kinds, ban } = await measuredStack(stack)
  return (
    <>
      <p className="text-sm">
        <Link href="/choose">Choose</Link>
      </p>
      <p className="mt-1 text-lg font-medium">{stack.title}</p>
      <h1 className="max-w-4xl text-[40px] leading-11 sm:text-[56px] sm:leading-15">
        Ban a user now:{' '}
        <span className={`inline-block ${/\bin for\b/.test(ban) ? 'text-in' : 'text-blocked'}`}>
          {ban}
        </span>
      </h1>
      <p className="mt-3 max-w-2xl">
        {standsFor(stack)}{' '}
        {stack.isItself ? preset.says.replace(/^Lifetimes only\. /, '') : preset.says}{' '}
        {preset.source.startsWith('http') && (
          <a href={preset.source} rel="noreferrer">
            Documentation<span className="sr-only"> of the lifetimes of {stack.title}</span>
          </a>
        )}
      </p>
      <h2 className="mt-8 text-lg">How long a stolen copy lives on</h2>
      <div className="mt-3 grid items-start gap-2 md:grid-cols-2 xl:grid-cols-3">
        {kinds.map((kind) => (
          <KindCard key={kind.strategy} kind={kind} preset={preset.id} />
        ))}
      </div>
      {stack.isProduct && (
        <>
          <h2 className="mt-8 text-lg">What would close the gap, and at what cost</h2>
          <div className="mt-3 grid items-start gap-2 lg:grid-cols-2">
            {kinds.map((kind) => (
              <GapView key={kind.strategy} stack={stack} kind={kind} settings={settings} />
            ))}
          </div>
        </>
      )}
      <nav aria-labelledby="others" className="mt-8 border-t border-line pt-4">
        <h2 id="others" className="text-base">
          Other stacks
        </h2>
        <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-sm">
          {stacks
            .filter(({ id }) => id !== stack.id)
            .map(({ id, title }) => (
              <li key={id}>
                <Link href={`/choose/${id}`} className="inline-flex min-h-7 items-center">
                  {title}
                </Link>
              </li>
            ))}
        </ul>
      </nav>
      <p className="mt-6">
        <Link href={stack.isProduct ? `/choose?today=${stack.id}` : '/choose'}>
          Next: four questions more, and one recommendation
        </Link>
      </p>
    </>
  )
}

/** What was run, and what was not. */
function standsFor({ title, isProduct, isItself }: Stack): string {
  if (isItself) return `${title} itself was run here, with the lifetimes that it comes with.`
  return isProduct
    ? `${title} itself was not run: this is the lab's strategy of its kind, with the lifetimes that it documents.`
    : 'These are lifetimes, and no product: what a ban does depends on how sessions are kept.'
}
