'use client'

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const digest =
    error instanceof Error && 'digest' in error && typeof error.digest === 'string'
      ? error.digest
      : null
  return (
    <>
      <h1 className="text-2xl">This page could not be shown</h1>
      <p className="mt-2 max-w-prose text-soft">
        The server failed, or a store of it does not answer. Nothing of what you did before is lost.
      </p>
      {digest && (
        <p className="mt-2 text-sm text-soft">
          The server's log has more under <code>{digest}</code>.
        </p>
      )}
      <button type="button" className="button button-main mt-6" onClick={() => retry()}>
        Try again
      </button>
    </>
  )
}
