// Makes the moving picture of the README from measured runs: npm run heist
import { writeFileSync } from 'node:fs'
import { drawHeist, heistPath, measureLogOut } from './heist-picture.ts'

writeFileSync(heistPath, drawHeist(await measureLogOut()))
console.log(`Written: ${heistPath}`)
