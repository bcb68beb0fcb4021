import { otherSettings } from './lab.ts'
import { demandPromises } from './promises.ts'

demandPromises(otherSettings)
