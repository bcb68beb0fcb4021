import type { Page } from '@playwright/test'
import type { Following } from '#lib/scenarios/stage.ts'

/** Puts a link into the page that the browser follows by itself. */
export async function link(page: Page, path: string, by: Following): Promise<void> {
  await page.evaluate(
    ([address, how]) => {
      const added = document.createElement(
        how === 'image' ? 'img' : how === 'prefetch' ? 'link' : 'script',
      )
      const attributes =
        how === 'image'
          ? { src: address }
          : how === 'prefetch'
            ? { rel: 'prefetch', href: address }
            : { type: 'speculationrules' }
      for (const [name, value] of Object.entries(attributes)) added.setAttribute(name, value)
      if (added instanceof HTMLScriptElement) {
        const rule = { source: 'list', urls: [address], eagerness: 'immediate' }
        added.textContent = JSON.stringify({
          [how === 'prerender' ? 'prerender' : 'prefetch']: [rule],
        })
      }
      document.body.append(added)
    },
    [path, by] as const,
  )
}
