import { extractTextItems } from 'unpdf'
import type { Page } from '@playwright/test'

export type Paper = 'A4' | 'Letter'

/** How large each paper is. Points. */
const sizes: Record<Paper, { width: number; height: number }> = {
  A4: { width: 595, height: 842 },
  Letter: { width: 612, height: 792 },
}

/** Spaces are where lines break, and that is the printer's to decide. */
export const withoutSpaces = (text: string): string => text.replaceAll(/\s+/g, '')

/** The texts of each sheet, and where they stand. */
async function sheets(page: Page, format: Paper) {
  const margin = { top: '10mm', bottom: '10mm', left: '10mm', right: '10mm' }
  const pdf = await page.pdf({ format, margin })
  const { items } = await extractTextItems(new Uint8Array(pdf))
  return items
}

/**
 * What is read on paper when the page is printed, without its spaces: in the order in which it is
 * drawn, and nothing of what begins beyond the edge.
 */
export async function printed(page: Page, format: Paper): Promise<string> {
  const { width, height } = sizes[format]
  const all = await sheets(page, format)
  return withoutSpaces(
    all
      .flat()
      .filter(({ x, y }) => x >= 0 && y >= 0 && x <= width && y <= height)
      .map(({ str }) => str)
      .join(''),
  )
}

/** Lines that stand close share the points of their boxes where no letter is drawn. */
const SHARED = 0.45

/** Texts that are printed one over the other, in pairs. */
export async function printedOver(page: Page, format: Paper): Promise<string[]> {
  const found: string[] = []
  for (const sheet of await sheets(page, format)) {
    const texts = sheet.filter(({ str }) => str.trim() !== '')
    for (const [at, one] of texts.entries()) {
      for (const other of texts.slice(at + 1)) {
        const across = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x)
        const down = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y)
        const height = Math.min(one.height, other.height)
        if (across > 1 && down > height * SHARED) found.push(`${one.str} | ${other.str}`)
      }
    }
  }
  return found
}
