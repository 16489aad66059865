import { onFullDisks } from './full-disks.ts'

onFullDisks('those that everyone meets')
