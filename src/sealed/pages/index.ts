export { sealedRoutes } from '../routes.ts'
export { reopenSealed } from './matters.tsx'
