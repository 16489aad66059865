export { staffRoutes } from '../routes.ts'
export { accountWords } from '../words/account.ts'
export { officersWords, rolesWords } from '../words/people.ts'
export { secondStepWords } from '../words/second-step.ts'
export { setUpWords } from '../words/set-up.ts'
export { passphraseWords, signInWords } from '../words/sign-in.ts'
export { trainingWords } from '../words/training.ts'
export { accessAlarmTasks, accessSlowedPage } from './access-slowed.tsx'
export {
  contactsForm,
  contactsPage,
  EmergencyContactList,
  mailsGo,
  replaceContacts,
} from './emergency-contacts.tsx'
export {
  fresh,
  needsRecentReauth,
  notByPin,
  ReauthForm,
  reauthPage,
  requireReauth,
  requireRecentReauth,
} from './own-account.tsx'
export { CodeForm } from './secret-forms.tsx'
export { submitSignIn } from './sign-in.tsx'
