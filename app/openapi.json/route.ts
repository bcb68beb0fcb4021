import { endpoints } from '../api/_endpoints/all.ts'
import { openApi } from '../api/_http/openapi.ts'
import { originOf } from '../api/_http/origin.ts'

export const dynamic = 'force-dynamic'

export const GET = (request: Request) => Response.json(openApi(endpoints, originOf(request)))
