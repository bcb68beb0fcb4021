import { signers, type TokenPlay, type TokenResult } from '#lib/scenarios/plays/token.ts'
import { FormInPlace } from '../_chapter/form-in-place.tsx'
import { fieldsOf, HERE, PLAY } from './address.ts'
import { headline, signerWords } from './words.ts'

const area = 'field mt-1 resize-y font-mono text-[13px]'

/** The token as it travels, and taken apart; each can be written into, and the other follows. */
export function Editor({ play, result }: { play: TokenPlay; result: TokenResult }) {
  const { presented, shown } = result
  const [header = '', payload = '', ...signature] = presented.split('.')
  const says = headline(play, result)
  const signer = play.edited && 'signer' in play.edited ? play.edited.signer : 'kept'
  // What the other form asks for stays as it is.
  const rest = fieldsOf({ ...play, edited: null }).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ))
  return (
    <section aria-labelledby="token" className="panel grid min-w-0 gap-3 p-4">
      <h3 id="token" className="font-medium">
        The token
      </h3>
      <p className="rounded-sm bg-sunken p-2 font-mono text-[13px] leading-5 break-all">
        <span className="text-accent">{header}</span>.<span>{payload}</span>.
        <span className="text-blocked">{signature.join('.')}</span>
      </p>
      <FormInPlace action={HERE} className="grid gap-3">
        {rest}
        <label className="text-sm font-medium">
          <span className="text-accent">Header</span>
          <textarea
            name="header"
            rows={5}
            spellCheck={false}
            className={area}
            defaultValue={shown.header}
          />
        </label>
        <label className="text-sm font-medium">
          Payload
          <textarea
            name="payload"
            rows={14}
            spellCheck={false}
            className={area}
            defaultValue={shown.payload}
          />
        </label>
        <fieldset className="text-sm">
          <legend className="font-medium text-blocked">Signature</legend>
          {signers.map((name) => (
            <label key={name} className="flex min-h-7 items-center gap-2">
              <input
                type="radio"
                name="signer"
                value={name}
                defaultChecked={name === signer}
                className="accent-accent"
              />
              {signerWords[name]}
            </label>
          ))}
          <input
            name="signature"
            aria-label="Signature"
            spellCheck={false}
            className={area}
            defaultValue={shown.signature}
          />
        </fieldset>
        <Check says={says} />
      </FormInPlace>
      <details>
        <summary className="text-sm font-medium">Write the token as a whole</summary>
        <FormInPlace action={HERE} className="mt-2 grid gap-2">
          {rest}
          <textarea
            name="token"
            aria-label="Token"
            rows={8}
            spellCheck={false}
            className={area}
            defaultValue={presented}
          />
          <Check says={says} />
        </FormInPlace>
      </details>
    </section>
  )
}

/** With what the server says, for who types far below it. */
const Check = ({ says }: { says: string }) => (
  <span className="flex items-center gap-3">
    <button type="submit" formAction={`${HERE}#${PLAY}`} className="button button-small shrink-0">
      Check it
    </button>
    <span className="text-sm">{says}</span>
  </span>
)
