import { askForm } from './ask/draft.ts'
import { ask, askPage } from './pages/ask.tsx'
import { computersPage, enrol, enrolForm, remove, removeForm } from './pages/computers.tsx'
import {
  cardForm,
  counterPage,
  customerForm,
  findCard,
  findName,
  nameForm,
  openCustomer,
  toCounter,
} from './pages/counter.tsx'
import { policyPage } from './pages/policy.tsx'
import { signIn, signInForm, signInPage, signOut, signOutForm } from './pages/sign-in.tsx'
import { startPage } from './pages/start.tsx'
import { form, openForm, openPage, page, type Route } from './route.ts'

const staff = ['volunteer', 'desk', 'director', 'counsel', 'trustee'] as const
const counter = ['volunteer', 'desk', 'director'] as const
const director = ['director'] as const

/** Every page of the program and who may use it. What a page then shows is the gate's to decide. */
export const routes: readonly Route[] = [
  openPage('/sign-in', signInPage),
  openForm('/sign-in', signInForm, signIn),
  form('/sign-out', staff, signOutForm, signOut),

  page('/', staff, startPage),
  page('/ask', staff, askPage),
  form('/ask', staff, askForm, ask),

  page('/counter', counter, counterPage),
  ...['/counter/card', '/counter/name', '/counter/customer'].map((path) => page(path, counter, toCounter)),
  form('/counter/card', counter, cardForm, findCard),
  form('/counter/name', counter, nameForm, findName),
  form('/counter/customer', counter, customerForm, openCustomer),

  page('/policy', staff, policyPage),

  page('/computers', director, computersPage),
  form('/computers', director, enrolForm, enrol),
  form('/computers/remove', director, removeForm, remove),
]
