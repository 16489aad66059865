#!/usr/bin/env node
import { isBuilt } from './built.js'

// Why: the tests run the source, whatever was built.
if (!process.env['CARREL_FROM_SOURCE'] && isBuilt()) {
  process.setSourceMapsEnabled(true)
  await import('../dist/cli/main.js')
} else {
  await import('./from-source.js')
  await import('../src/cli/main.ts')
}
