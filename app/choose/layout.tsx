import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { requestOrigin } from '#app/_data/request-workspace.ts'

/** Whoever shares a page is given the picture from where the page is from. */
export async function generateMetadata(): Promise<Metadata> {
  return { metadataBase: new URL((await requestOrigin()).href) }
}

export default function ChooseLayout({ children }: { children: ReactNode }) {
  return children
}
