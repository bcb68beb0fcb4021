import { eachOf } from './promises.ts'

eachOf(3, 7)
