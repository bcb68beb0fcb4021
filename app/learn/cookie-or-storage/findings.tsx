import { deeds, homes, type CookieOrStorage } from '#lib/scenarios/plays/cookie-or-storage.ts'
import { Link } from '#app/_ui/link.tsx'
import { VerdictMark } from '#app/_ui/verdict.tsx'
import { deedWords, findingWords, homeWords } from './words.ts'

/** Each deed against both homes. */
export function Findings({ result: { findings } }: { result: CookieOrStorage }) {
  return (
    <ul className="grid gap-2">
      {deeds.map((deed) => {
        const { kind, title, about } = deedWords[deed]
        return (
          <li
            key={deed}
            data-deed={deed}
            className="panel grid gap-3 p-4 md:grid-cols-[minmax(0,1.4fr)_minmax(0,1fr)]"
          >
            <div>
              <h3 className="font-medium">
                <span className="label">{kind}</span> {title}
              </h3>
              <p className="mt-1 text-sm text-soft">{about}</p>
            </div>
            <dl className="grid grid-cols-2 gap-3 text-sm">
              {homes.map((home) => {
                const finding = findings[home][deed]
                const { kind: mark, word, note } = findingWords(finding)
                return (
                  <div key={home} data-home={home} data-from={finding.from}>
                    <dt className="label">{homeWords[home]}</dt>
                    <dd>
                      <VerdictMark kind={mark} word={word} />
                      <span className="label block">{note}</span>
                      {'attack' in finding && (
                        <Link className="text-[13px]" href={`/scenarios/${finding.attack}`}>
                          Story and source
                        </Link>
                      )}
                    </dd>
                  </div>
                )
              })}
            </dl>
          </li>
        )
      })}
    </ul>
  )
}
