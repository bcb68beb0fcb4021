import { eachOf } from './promises.ts'

eachOf(4, 7)
