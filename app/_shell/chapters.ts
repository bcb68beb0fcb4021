/** The chapters, in the order in which they are read. */
export const chapters = [
  {
    path: '/learn/stateless-tokens',
    title: 'Why a token cannot be revoked',
    about:
      'A signed token, taken apart: change a claim, the signature or the algorithm, and see which check refuses it. Then log out, and see that none does.',
  },
  {
    path: '/learn/revocation',
    title: 'Ways to revoke it',
    about:
      'A blocklist, a version, a cut-off, a key for each user, an allowlist: what each has to read, who else is signed out, and what is kept.',
  },
  {
    path: '/learn/refresh-and-reuse',
    title: 'Refresh tokens and reuse detection',
    about:
      'Two hold the same refresh token, and you decide who renews first. Watch the server notice, or not, and who pays.',
  },
  {
    path: '/learn/cookie-or-storage',
    title: 'Cookie or storage: XSS and CSRF',
    about:
      'The same hole in the page, and the same request from another site, against a cookie and against localStorage: with SameSite, the origin check and third-party cookies as switches.',
  },
  {
    path: '/learn/lifetimes',
    title: 'Time: idle, absolute, cache, clock skew',
    about:
      'How long each lifetime lets a stolen copy live, measured anew for every position of the sliders; and what a clock does that is wrong.',
  },
  {
    path: '/learn/many-nodes',
    title: 'From one machine to many',
    about:
      'A session is ended at one node, and the thief asks another. When does that one know? A store read, a signature alone, a cache in each node and a replicated blocklist, in milliseconds.',
  },
] as const

export type ChapterPath = (typeof chapters)[number]['path']

/** @throws for a path that no chapter has */
export function chapterAt(path: ChapterPath) {
  const at = chapters.findIndex((chapter) => chapter.path === path)
  const chapter = chapters[at]
  if (!chapter) throw new Error(`${path} is no chapter`)
  return { ...chapter, number: at + 1, next: chapters[at + 1] ?? null }
}
