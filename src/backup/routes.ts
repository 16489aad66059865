import { director, form, page, type Route } from '../platform/http/route.ts'
import type { StaffServices } from '../staff/index.ts'
import { requireReauth } from '../staff/pages/index.ts'
import {
  backupsPage,
  confirmForm,
  confirmSheet,
  newRecoverySheet,
  newSheetForm,
  recoveryPage,
} from './pages/backups.tsx'

export const backupRoutes: readonly Route<StaffServices>[] = [
  page('/backups', director, backupsPage),
  page('/set-up/recovery', director, recoveryPage),
  form('/set-up/recovery', director, newSheetForm, requireReauth('recovery', newRecoverySheet)),
  form('/set-up/recovery/confirm', director, confirmForm, confirmSheet),
]
