import { director, form, overseers, page, type Route, staff } from '../platform/http/route.ts'
import { fresh } from '../staff/pages/index.ts'
import { recipientsForm, recipientsPage, saveRecipients } from './pages/checkpoint-recipients.tsx'
import { checkerFile, integrityCheckForm, integrityCheckPage, startCheck } from './pages/integrity-check.tsx'
import {
  downloadExport,
  entryPage,
  entryProofDownload,
  exportForm,
  findEntryByReference,
  findEntryForm,
  registerPage,
} from './pages/register.tsx'
import type { RegisterServices } from './services.ts'

export const registerRoutes: readonly Route<RegisterServices>[] = [
  page('/register', staff, registerPage),
  form('/register/find', staff, findEntryForm, findEntryByReference),
  form('/register/export', director, exportForm, downloadExport),
  page('/register/entry/:reference', staff, entryPage),
  page('/register/entry/:reference/proof', staff, entryProofDownload),
  page('/register/checker', staff, checkerFile),
  page('/register/check', overseers, integrityCheckPage),
  form('/register/check', overseers, integrityCheckForm, startCheck, ['pin']),
  page('/register/pins', director, fresh('pins', recipientsPage)),
  form('/register/pins', director, recipientsForm, fresh('pins', saveRecipients)),
]
