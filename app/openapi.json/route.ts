import { endpoints } from '../api/_endpoints/all.ts'
import { openApi } from '../api/_http/openapi.ts'

export const dynamic = 'force-static'

export const GET = () => Response.json(openApi(endpoints))
