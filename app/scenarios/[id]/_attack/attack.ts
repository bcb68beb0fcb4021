/** An attack, as its page needs to know it. */
export interface AttackOfStory {
  id: string
  title: string
  story: string
  /** Can it be played here and now, or does it need a browser? */
  isLive: boolean
  /** Why it can end in one way alone; told only when it spoils no guess. */
  oneSided: string | null
}
