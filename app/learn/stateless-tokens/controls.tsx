import { z } from 'zod'
import { moments, type TokenPlay, type TokenResult } from '#lib/scenarios/plays/token.ts'
import { decoded, otherSignature, type TokenText } from '#lib/scenarios/plays/token-text.ts'
import { LinkInPlace } from '#app/_ui/link-in-place.tsx'
import { addressOf } from './address.ts'
import { momentWords } from './words.ts'

type Edited = TokenPlay['edited']

const jsonSchema = z.record(z.string(), z.unknown())
const withJson = (text: string, change: Record<string, unknown>) =>
  JSON.stringify({ ...jsonSchema.parse(JSON.parse(text)), ...change }, null, 2)

/** A year. Seconds. */
const YEAR = 365 * 24 * 60 * 60

/** What one would try first, each made of the token as it was issued. */
const edits: readonly { name: string; edit: (text: TokenText, exp: number) => Edited }[] = [
  { name: 'As it was issued', edit: () => null },
  {
    name: 'role: admin',
    edit: (text) => ({ ...promoted(text), signer: 'kept' }),
  },
  {
    name: 'exp: a year later',
    edit: (text, exp) => ({
      ...text,
      payload: withJson(text.payload, { exp: exp + YEAR }),
      signer: 'kept',
    }),
  },
  {
    name: 'Another signature',
    edit: (text) => ({ ...text, signature: otherSignature(text), signer: 'kept' }),
  },
  {
    name: 'alg: none, no signature',
    edit: (text) => ({
      ...promoted(text),
      header: withJson(text.header, { alg: 'none' }),
      signature: '',
      signer: 'kept',
    }),
  },
  { name: 'Signed with your own key', edit: (text) => ({ ...promoted(text), signer: 'own' }) },
  {
    name: "Signed with the server's key",
    edit: (text) => ({ ...promoted(text), signer: 'server' }),
  },
]

const promoted = (text: TokenText): TokenText => ({
  ...text,
  payload: withJson(text.payload, { role: 'admin' }),
})

/** Ready edits, as links. */
export function Edits({ play, result }: { play: TokenPlay; result: TokenResult }) {
  const text = decoded(result.issued)
  const exp = Number(jsonSchema.parse(JSON.parse(text.payload))['exp'])
  return (
    <section aria-labelledby="edits" className="panel p-4">
      <h3 id="edits" className="font-medium">
        Change the token
      </h3>
      <ul className="mt-2 flex flex-wrap gap-2">
        {edits.map(({ name, edit }) => {
          const edited = edit(text, exp)
          return (
            <li key={name}>
              <LinkInPlace
                href={addressOf({ ...play, edited })}
                className="button button-small"
                aria-current={JSON.stringify(edited) === JSON.stringify(play.edited)}
              >
                {name}
              </LinkInPlace>
            </li>
          )
        })}
      </ul>
      <p className="label mt-2">Or write into its parts below.</p>
    </section>
  )
}

/** Whether Alice has logged out, and when the token is presented. */
export function LogOut({ play, result }: { play: TokenPlay; result: TokenResult }) {
  const { lifetime } = result
  return (
    <section aria-labelledby="log-out" className="panel p-4">
      <h3 id="log-out" className="font-medium">
        And then log out
      </h3>
      <ul className="mt-2 flex flex-wrap gap-2">
        {[false, true].map((loggedOut) => (
          <li key={String(loggedOut)}>
            <LinkInPlace
              href={addressOf({ ...play, loggedOut })}
              className="button button-small"
              aria-current={loggedOut === play.loggedOut}
            >
              {loggedOut ? 'Alice logs out' : 'Alice stays'}
            </LinkInPlace>
          </li>
        ))}
      </ul>
      <p className="label mt-3">Then the token comes</p>
      <ul className="mt-1 flex flex-wrap gap-2">
        {moments.map((moment) => (
          <li key={moment}>
            <LinkInPlace
              href={addressOf({ ...play, moment })}
              className="button button-small"
              aria-current={moment === play.moment}
            >
              {momentWords(moment, lifetime)}
            </LinkInPlace>
          </li>
        ))}
      </ul>
    </section>
  )
}
