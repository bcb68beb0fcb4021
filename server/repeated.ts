import type { IncomingMessage } from 'node:http'

/** What decides about a request, and is there once at most. Cookies are read by a reader of their own. */
const singletons = ['authorization', 'content-type', 'origin', 'sec-fetch-site', 'x-lab-workspace']

/**
 * The name of a header that is there twice: whoever reads it after us, or did before, may read the other
 * one. Node itself takes the first of some and joins the rest.
 */
export const repeatedHeader = ({ headersDistinct }: IncomingMessage): string | undefined =>
  singletons.find((name) => (headersDistinct[name]?.length ?? 0) > 1)
