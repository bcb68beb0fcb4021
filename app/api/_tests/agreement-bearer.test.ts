import { demandAgreement } from './agreement.ts'

demandAgreement('bearer')
