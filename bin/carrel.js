#!/usr/bin/env node
// Why: the program is TypeScript run as it stands; there is no build step that a stranger could forget.
import { register } from 'tsx/esm/api'

register()
await import('../src/cli/main.ts')
