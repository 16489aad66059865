export { circulationRoutes } from '../routes.ts'
export { makeRecordActions } from './record-actions.tsx'
export { ReturnsThisYear } from './reports.tsx'
