/** A page's query as Next reads it: a name that stands in it twice has a list. */
export type Query = Readonly<Record<string, string | string[] | undefined>>

/** What a name is set to: of several the first, as the scripts of the pages read it. */
export const firstOf = (query: Query, name: string): string | undefined => [query[name]].flat()[0]
