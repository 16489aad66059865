import { afterAll } from 'vitest'

/*
 * The files of tests share the processes that run them, so that each need not load the whole program anew: what one
 * leaves in the environment, the next does not find.
 */
const before = { ...process.env }
afterAll(() => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
  Object.assign(process.env, before)
})
