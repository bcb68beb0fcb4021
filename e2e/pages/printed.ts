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

/**
 * What is read on paper when the page is printed, without its spaces: in the order in which it is
 * drawn, and nothing of what begins beyond the edge.
 */
export async function printed(page: Page, format: Paper): Promise<string> {
  const margin = { top: '10mm', bottom: '10mm', left: '10mm', right: '10mm' }
  const pdf = await page.pdf({ format, margin })
  const { items } = await extractTextItems(new Uint8Array(pdf))
  const { width, height } = sizes[format]
  return withoutSpaces(
    items
      .flat()
      .filter(({ x, y }) => x >= 0 && y >= 0 && x <= width && y <= height)
      .map(({ str }) => str)
      .join(''),
  )
}
