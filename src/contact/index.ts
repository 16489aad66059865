export { CallQueue } from './call-queue.ts'
export { planAddressNotices, planNoticesJob } from './notice-planning.ts'
export { noticeOf, sealNotice } from './notice-sealing.ts'
export {
  closedChannels,
  mailSender,
  sendingCheck,
  sendNoticesJob,
  textSender,
  textSettings,
} from './notice-sending.ts'
export { noticePage, planNotice, replaceNotice } from './notice-store.ts'
export { processReturnedMail } from './returned-mail.ts'
export { type ContactServices, seesCalls } from './services.ts'
export { callsTask, noticeFaultsTask } from './tasks.ts'
