import { useState, type ToggleEvent } from 'react'

/** A `details` that knows whether it is open: what is inside need not be there before. */
export function useDetails(startsOpen = false) {
  const [isOpen, setOpen] = useState(startsOpen)
  const details = {
    open: isOpen,
    onToggle: ({ currentTarget }: ToggleEvent<HTMLDetailsElement>) => setOpen(currentTarget.open),
  }
  return { isOpen, close: () => setOpen(false), details }
}
