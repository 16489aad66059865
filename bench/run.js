// Runs every benchmark, each in a process of its own, and prints one table; `--write` keeps it in docs/PERFORMANCE.md.
import { register } from 'tsx/esm/api'

register()
await import('./all.ts')
