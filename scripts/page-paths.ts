// Every page that there is, as it is tried: found in the folders of app, so that none is forgotten.
import { globSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from './child.mjs'

/** The addresses by which a page is tried; without a line here, it is its own alone. */
const tried: Readonly<Record<string, readonly string[]>> = {
  '/learn/stateless-tokens': ['/learn/stateless-tokens?out=1&token=no.such.token'],
  '/learn/revocation': ['/learn/revocation?event=ban'],
  '/learn/refresh-and-reuse': [
    '/learn/refresh-and-reuse?moves=answer-is-lost.a-minute-passes.thief-renews',
  ],
  '/learn/cookie-or-storage': ['/learn/cookie-or-storage?sameSite=none&originCheck=off'],
  '/learn/lifetimes': ['/learn/lifetimes?question=at-rest&idleTtl=0&skew=300'],
  '/choose': ['/choose', '/choose?ban=now&devices=no&store=many&clients=browsers&today=supabase'],
  '/choose/[stack]': ['/choose/next-auth', '/choose/owasp'],
  '/compare': ['/compare', '/compare?view=attacks'],
  '/compare/two': ['/compare/two?a=jwt-refresh-rotation&b=jwt-blocklist'],
  '/scenarios/[id]': ['/scenarios/logout', '/scenarios/replay-after-demotion'],
  // A cell of the run that the tests of the reports make beside: there it is with a run and without.
  '/reports/[strategy]/[attack]': ['/reports/stateless-jwt/replay-after-logout'],
  // One that runs everywhere, and one that needs several nodes.
  '/strategies/[id]': ['/strategies/stateless-jwt', '/strategies/jwt-replicated-blocklist'],
  '/search': ['/search?q=reuse'],
}

/** As Next reads the folders: those in brackets are not in the address. */
const routeOf = (file: string) =>
  `/${dirname(file)}`.replaceAll(/\/(\([^/]*\)|\.)(?=\/|$)/g, '') || '/'

const routes = globSync('**/page.tsx', { cwd: join(root, 'app') })
  .map(routeOf)
  .toSorted()

for (const route of Object.keys(tried)) {
  if (!routes.includes(route)) throw new Error(`There is no page ${route} to be tried`)
}

function addressesOf(route: string): readonly string[] {
  const own = tried[route] ?? [route]
  if (own.some((path) => path.includes('['))) throw new Error(`Name an address of ${route} to try`)
  return own
}

/** All pages, and what is shown where there is none. */
export const pagePaths: readonly string[] = routes.flatMap(addressesOf)
export const nowhere = '/nowhere'
