import type { CredentialPart, Inspection } from '#app/_data/inspection.ts'
import { ScrollRegion } from '#app/_ui/scroll-region.tsx'
import { claimValue, claimWords } from './claims.ts'

const kinds: Record<CredentialPart['kind'], string> = {
  jwt: 'A signed token: anybody who holds it can read it, and nobody can change it. The signature is not sent to this page.',
  sealed: 'Encrypted: only the server can read it. Whoever holds it can use it all the same.',
  opaque: "Random, or meaningless without the server's tables: there is nothing in it to read.",
}

/** The thief's copy, taken apart. */
export function TokenView({ inspection, now }: { inspection: Inspection; now: number }) {
  if (!inspection.copy) {
    return <p className="p-4 text-sm">The thief holds no copy here yet: steal the session first.</p>
  }
  return (
    <div className="grid gap-6 p-4">
      {inspection.copy.map((part) => (
        <section key={part.name} aria-labelledby={`part-${part.name}`} className="min-w-0 text-sm">
          <h4 id={`part-${part.name}`} className="font-medium">
            {part.name} <span className="label">{part.length} bytes</span>
          </h4>
          <p className="mt-1 max-w-prose text-soft">{kinds[part.kind]}</p>
          {part.header && (
            <Claims title={`Header of ${part.name}`} claims={part.header} now={now} />
          )}
          {part.claims && (
            <Claims title={`Claims of ${part.name}`} claims={part.claims} now={now} />
          )}
        </section>
      ))}
    </div>
  )
}

function Claims({
  title,
  claims,
  now,
}: {
  title: string
  claims: Record<string, unknown>
  now: number
}) {
  return (
    <ScrollRegion label={title} className="mt-2">
      <table className="table">
        <caption className="label px-3 pt-2 text-left">{title}</caption>
        <tbody>
          {Object.entries(claims).map(([name, value]) => (
            <tr key={name}>
              <th scope="row" className="w-28">
                <code>{name}</code>
              </th>
              <td className="min-w-40">
                <code className="break-all">{claimValue(name, value, now)}</code>
                <span className="label block">{claimWords[name] ?? 'a claim of its own'}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
