/** What a bar is of: by the lab, by others, or of what cannot be done without. */
export type Look = 'ours' | 'peer' | 'floor'

export const fills = { ours: 'bg-accent', peer: 'bg-edge', floor: 'bg-soft' } as const
export const outlines = {
  ours: 'border-accent',
  peer: 'border-edge',
  floor: 'border-soft',
} as const

/** A gap near the end of a bar that would go on. */
export const Break = () => (
  <div className="absolute -inset-y-0.5 right-3 w-1.5 -skew-x-12 border-x border-soft bg-panel" />
)
