import { eachOf } from './promises.ts'

eachOf(5, 7)
