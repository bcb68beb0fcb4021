// The Latin alphabet's part of both families: whole, they are as heavy as all of a page's scripts.
// One that is not there when the page is first painted waits for the next page: put in its place
// afterwards it would move what somebody reads already. Next calls the families what the constants are
// called: `sans` and `mono` would be families that every Linux has, and which came in their place.
import localFont from 'next/font/local'

export const geist = localFont({
  src: '../node_modules/@fontsource-variable/geist/files/geist-latin-wght-normal.woff2',
  variable: '--font-geist-sans',
  weight: '100 900',
  display: 'optional',
  // Where it is not there: beside Arial, which Next itself gives its measures, what Linux has for it.
  fallback: ['Geist over Liberation Sans'],
})

export const geistMono = localFont({
  src: '../node_modules/@fontsource-variable/geist-mono/files/geist-mono-latin-wght-normal.woff2',
  variable: '--font-geist-mono',
  weight: '100 900',
  display: 'optional',
  adjustFontFallback: false,
  fallback: ['ui-monospace', 'SFMono-Regular', 'monospace'],
})
