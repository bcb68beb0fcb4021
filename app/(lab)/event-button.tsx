import type { EventName } from '#lib/strategies/events.ts'
import type { ReactNode } from 'react'
import type { LabWords } from './_run/lab-data.ts'

/** One event, ready to happen. While another one does, it can be reached and does nothing. */
export const EventButton = ({
  event,
  shown,
  isBusy,
  isMain = false,
  words,
  mark,
  onPress,
}: {
  event: EventName
  /** The event that the page speaks of. */
  shown: EventName
  isBusy: boolean
  isMain?: boolean
  words: Pick<LabWords, 'press' | 'about'>
  mark?: ReactNode
  onPress(): void
}) => (
  <button
    type="button"
    className={isMain ? 'button button-main' : 'button'}
    aria-current={shown === event ? 'true' : undefined}
    aria-disabled={isBusy}
    title={words.about[event]}
    onClick={onPress}
  >
    {mark}
    {words.press[event]}
  </button>
)
