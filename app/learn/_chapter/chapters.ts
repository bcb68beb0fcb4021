/** The chapters, in the order in which they are read. */
export const chapters = [
  {
    path: '/learn/refresh-and-reuse',
    title: 'Refresh tokens and reuse detection',
    about:
      'Two hold the same refresh token, and you decide who renews first. Watch the server notice, or not, and who pays.',
  },
] as const

export type ChapterPath = (typeof chapters)[number]['path']
