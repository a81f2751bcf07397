// An API's guard in workerd, Node 20 and Node 22; further hosts are in tests/edge-hosts.
import { guardSuite } from './guard-suite.mjs'
import { sites } from './hosts.mjs'

guardSuite(await sites())
