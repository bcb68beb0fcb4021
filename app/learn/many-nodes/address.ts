import type { ChapterPath } from '#app/_shell/chapters.ts'

export const HERE = '/learn/many-nodes' satisfies ChapterPath
/** Where the timeline is. */
export const PLAY = 'play'
