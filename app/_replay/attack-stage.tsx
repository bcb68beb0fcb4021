import { HeistView } from '#app/_scene/heist-view.tsx'
import { heistAfter } from '#app/_scene/of-steps.ts'
import type { AttackFrame } from './attack-frames.ts'

const names = { owner: 'Alice', thief: 'Attacker' }

/** What was played so far of an attack, as one sees it. */
export const AttackStage = ({
  played,
  token,
}: {
  played: readonly AttackFrame[]
  token: string
}) => <HeistView heist={heistAfter(played, token)} names={names} />
