export { circulationRoutes } from '../routes.ts'
export { makeRecordActions } from './record-actions.tsx'
export { ReturnsLastQuarter, ReturnsThisYear } from './reports.tsx'
