import { demandAgreement } from './agreement.ts'

demandAgreement('cookie')
