'use client'

/** Stands in for the whole document, so it carries its own few styles. */
export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body
        style={{ font: '16px/24px system-ui, sans-serif', margin: 32, colorScheme: 'light dark' }}
      >
        <title>Logout Lab: the page failed</title>
        <h1>Logout Lab could not be shown</h1>
        <p>The server failed, or a store of it does not answer.</p>
        <button type="button" onClick={() => retry()}>
          Try again
        </button>
      </body>
    </html>
  )
}
