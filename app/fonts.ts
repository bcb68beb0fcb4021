// The Latin alphabet's part of both families: whole, they are as heavy as all of a page's scripts.
import localFont from 'next/font/local'

export const sans = localFont({
  src: '../node_modules/@fontsource-variable/geist/files/geist-latin-wght-normal.woff2',
  variable: '--font-geist-sans',
  weight: '100 900',
  // Until it is there: beside Arial, which Next itself gives its measures, what Linux has for it.
  fallback: ['Geist over Liberation Sans'],
})

export const mono = localFont({
  src: '../node_modules/@fontsource-variable/geist-mono/files/geist-mono-latin-wght-normal.woff2',
  variable: '--font-geist-mono',
  weight: '100 900',
  adjustFontFallback: false,
  fallback: ['ui-monospace', 'SFMono-Regular', 'monospace'],
})
