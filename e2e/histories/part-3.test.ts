import { eachOf } from './promises.ts'

eachOf(2, 7)
