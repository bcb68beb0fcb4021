import { eachOf } from './promises.ts'

eachOf(1, 7)
