/** One of several, as a page names it. */
export interface Named {
  id: string
  title: string
}
