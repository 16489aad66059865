import { check, checkForm, checkPage, collect, collectForm, collectPage } from './pages/case-collect.tsx'
import { packageProof } from './pages/case-package-proof.ts'
import { endForm, endPreserved, preserve, preserveForm, preservePage } from './pages/case-preserve.tsx'
import {
  certificateFile,
  fileForm,
  handedForm,
  makePackage,
  noteHanded,
  noteNotice,
  noteReceipt,
  noticeForm,
  packageFile,
  produceForm,
  producePage,
  receiptForm,
} from './pages/case-produce.tsx'
import { form, only, page, type Route } from './route.ts'
import { showsCopies } from './views/case-frame.tsx'
import { worksCases } from './views/layout.tsx'

/** Who may know of a case; which of them of which one is the gate's to say. */
const lawful = ['director', 'counsel', 'president'] as const
const deciders = ['director', 'president'] as const

/** Copies of records in a case. A library whose pack has no rules for cases has none of these addresses. */
export const copyRoutes: readonly Route[] = [
  // Copies of records: kept for a while, collected, checked, handed over.
  page('/cases/:reference/preserve', lawful, preservePage),
  form('/cases/:reference/preserve', lawful, preserveForm, preserve, ['cards']),
  form('/cases/:reference/preserve/end', lawful, endForm, endPreserved),
  page('/cases/:reference/collect', lawful, collectPage),
  form('/cases/:reference/collect', lawful, collectForm, collect),
  form('/cases/:reference/check', lawful, checkForm, check),
  page('/cases/:reference/produce', lawful, producePage),
  form('/cases/:reference/produce', deciders, produceForm, makePackage),
  page('/cases/:reference/produce/proof', lawful, packageProof),
  form('/cases/:reference/produce/file', deciders, fileForm, packageFile),
  form('/cases/:reference/produce/certificate', deciders, fileForm, certificateFile),
  form('/cases/:reference/produce/handed', deciders, handedForm, noteHanded),
  form('/cases/:reference/produce/receipt', lawful, receiptForm, noteReceipt),
  form('/cases/:reference/produce/notice', lawful, noticeForm, noteNotice),
]
  .map((route) => only(showsCopies, route))
  // Why from anywhere: counsel at City Hall reads there where it is done. No copy shows on it there.
  .concat(only(worksCases, page('/cases/:reference/check', lawful, checkPage)))
