export { DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT, dynamic } from '../api/[[...path]]/route.ts'
