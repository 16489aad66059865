export { backupRoutes } from '../routes.ts'
export { backupTasks } from './backups.tsx'
