import { eachOf } from './promises.ts'

eachOf(6, 7)
