import { Core, Highlighted } from '#app/_source/highlighted.tsx'
import { coreOf } from '#app/_source/core.ts'
import type { Source } from '#app/_source/source.ts'
import { CopyButton } from '#app/_ui/copy-button.tsx'

const CODE = 'own-source'

/** The file that this server runs: first the lines that decide. */
export function OwnSource({ id, source }: { id: string; source: Source | null }) {
  // One that is built on another has no lines of its own that decide: it is short, and shown whole.
  const hasCore = source !== null && coreOf(source.file, source.text).length > 0
  return (
    <section aria-labelledby="source">
      <h2 id="source" className="mt-8 text-lg">
        Its source
      </h2>
      <p className="mt-1 mb-3 max-w-prose text-sm text-soft">
        Of the very file that this server runs; it may use nothing but what it names under{' '}
        <code>needs</code>.
      </p>
      {source ? (
        <>
          {hasCore ? <Core source={source} /> : <Highlighted source={source} id={CODE} />}
          <p className="unprinted mt-3 flex flex-wrap items-center gap-2">
            <span className="needs-js">
              <CopyButton label="Copy the file" what={source.file} from={CODE} />
            </span>
            <a
              className="button button-small"
              href={`/strategies/${id}/source`}
              download={`${id}.ts`}
            >
              Download the file
            </a>
            <a className="text-sm" href="#take-home">
              Take it home, with what it needs
            </a>
          </p>
          {hasCore && (
            <details className="mt-3">
              <summary className="flex min-h-9 w-fit cursor-pointer items-center text-sm underline decoration-1 underline-offset-3">
                The whole file
              </summary>
              <Highlighted source={source} id={CODE} />
            </details>
          )}
        </>
      ) : (
        <p>The source is not beside this server.</p>
      )}
    </section>
  )
}
