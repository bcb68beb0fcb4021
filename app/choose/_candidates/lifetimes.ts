import { defaultSettings } from '#lib/workspace/settings.ts'

/** The same for everybody, so that a link shows a colleague the same: the lab's own lifetimes. */
export const settings = defaultSettings
/** What the addresses of its evidence have to name. */
export const PRESET = 'lab'
