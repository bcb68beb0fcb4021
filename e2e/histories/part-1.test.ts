import { eachOf } from './promises.ts'

eachOf(0, 7)
