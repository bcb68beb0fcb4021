import { defaultSettings, type Settings } from '../../workspace/settings.ts'

/** Under other lifetimes than the defaults, so that no number fits by accident. */
export const otherSettings: Settings = {
  ...defaultSettings,
  algorithm: 'ES256',
  sessionTtl: 7_000,
  idleTtl: 900,
  tokenTtl: 1_300,
  accessTtl: 70,
  refreshTtl: 6_500,
  rotationGrace: 5,
  cacheTtl: 40,
  reauthAfter: 200,
  replicaBound: 3,
}
