// Runs every benchmark, each in its own process, and prints one table; `--write` keeps it in docs/PERFORMANCE.md.
import '../bin/from-source.js'

await import('./all.ts')
