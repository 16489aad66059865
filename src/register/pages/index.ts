export { registerRoutes } from '../routes.ts'
export type { RegisterServices } from '../services.ts'
export { checkpointMailTasks } from './checkpoint-recipients.tsx'
export { entrySentence, registerTasks } from './register.tsx'
