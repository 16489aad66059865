import { onFullDisks } from './full-disks.ts'

onFullDisks('the one that everyone meets')
