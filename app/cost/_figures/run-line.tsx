import type { cost } from '#lib/evidence/cost.ts'

/** Which machine, when, and of what code. */
export const RunLine = ({ about }: { about: (typeof cost)['about'] }) => (
  <>
    One run on {about.at.slice(0, 10)}: {about.cores} cores of {about.cpu}, Node {about.node},
    commit <code>{about.commit}</code>.
  </>
)
