export { importsPage, importTasks } from './imports.tsx'
