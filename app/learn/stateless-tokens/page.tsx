import type { Metadata } from 'next'
import { requirements } from '#lib/scenarios/attacks/requirements.ts'
import { playToken } from '#lib/scenarios/plays/token.ts'
import { defaultSettings } from '#lib/workspace/settings.ts'
import { requestWorkspace } from '#app/_data/request-workspace.ts'
import { Link } from '#app/_ui/link.tsx'
import { Notice } from '#app/_ui/notice.tsx'
import { chapterAt } from '#app/_shell/chapters.ts'
import { Measured, NextChapter, Opening, Sources, type Source } from '../_chapter/frame.tsx'
import { HERE, newPlay, PLAY, playIn } from './address.ts'
import { Checks } from './checks.tsx'
import { Edits, LogOut } from './controls.tsx'
import { Editor } from './editor.tsx'
import { headline } from './words.ts'
import type { Query } from '#app/_data/query.ts'

export const metadata: Metadata = {
  title: chapterAt(HERE).title,
  description: chapterAt(HERE).about,
}

const sources: readonly Source[] = [
  {
    standard: 'RFC 7519',
    number: '4.1.4',
    text: '"exp": at this time and later the token must not be accepted. No claim says that it was taken back.',
    url: 'https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4',
  },
  {
    standard: 'RFC 7515',
    number: '5.2',
    text: 'How a signature is checked: over the text of header and payload, as it came.',
    url: 'https://www.rfc-editor.org/rfc/rfc7515#section-5.2',
  },
  requirements['rfc8725-3.1'],
  requirements['asvs-9.1.2'],
  requirements['asvs-7.4.1'],
]

export default async function Chapter({ searchParams }: { searchParams: Promise<Query> }) {
  const asked = playIn(await searchParams)
  const play = asked ?? newPlay
  const settings = (await requestWorkspace())?.settings ?? defaultSettings
  const result = await playToken(play, settings)
  return (
    <>
      <Opening path={HERE}>
        <p>
          A <strong>JWT</strong> is three pieces of text: a header, a payload with claims about its
          owner, and a signature over both. Whoever has the key can make one, and can check one
          without asking anybody. That is what it is for.
        </p>
        <p>
          It is also why it cannot be revoked. The check compares the token with itself, the key and
          the clock. Nothing in it can learn that Alice has logged out.
        </p>
      </Opening>
      {!asked && (
        <div className="mt-4">
          <Notice kind="error" title="The address holds no token that can be edited.">
            This is the token as it was issued.
          </Notice>
        </div>
      )}
      <section id={PLAY} aria-labelledby="verdict" className="mt-6 scroll-mt-4">
        <h2 id="verdict" className="min-h-[2lh] max-w-3xl text-3xl leading-tight sm:text-4xl">
          <output>{headline(play, result)}</output>
        </h2>
        <div className="mt-4 grid gap-2 lg:grid-cols-2">
          <Edits play={play} result={result} />
          <LogOut play={play} result={result} />
          <Checks result={result} />
          <Editor play={play} result={result} />
        </div>
      </section>
      <h2 className="mt-8 text-lg">What follows</h2>
      <ul className="mt-2 grid max-w-prose list-disc gap-2 pl-5">
        <li>
          Nobody can write a token without the key. Changing a claim, the algorithm or the signature
          gets nowhere, as long as the server pins the algorithm to its key.
        </li>
        <li>
          Nobody can unwrite one, either. A copy is the token: log-out, a new password and a ban
          change what the server would issue next, and not what it has issued.
        </li>
        <li>
          Only <code>exp</code> ends it. So either it is short, or the check has to ask somebody.
        </li>
      </ul>
      <Measured>
        The token above is a real one. For every change the page makes a world of its own: Alice
        signs in by the code of <Link href="/strategies/stateless-jwt">Stateless JWT</Link> with the
        lifetimes of your workspace, logs out if you say so, and the same code reads what you wrote.
        The list of checks is told by that code as it goes; the reads are counted. The world comes
        from a fixed seed, so its key protects nothing.
      </Measured>
      <Sources sources={sources} />
      <NextChapter path={HERE}>
        The check asks somebody after all: five ways to do so, and what each of them costs.
      </NextChapter>
    </>
  )
}
