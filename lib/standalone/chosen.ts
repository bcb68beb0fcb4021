// Stands for every strategy that is taken home: there, this file names that one and its stores.
import { refreshFamilies } from '#db/schema/refresh-families.ts'
import { sqliteRefreshFamilies } from '../stores/sqlite/refresh-families.ts'
import { jwtRefreshRotation } from '../strategies/jwt-refresh-rotation.ts'
import { stored, type Chosen } from './parts.ts'
import { ringIn, signing } from './signing.ts'
import { openFile } from './stores.ts'

export const chosen: Chosen = {
  strategy: jwtRefreshRotation,
  open: (file) => openFile(file, [refreshFamilies]),
  parts: { ...signing, refreshFamilies: stored('refreshFamilies', sqliteRefreshFamilies) },
  ring: ringIn,
}
