// A site's session in workerd, Node 20 and Node 22; further hosts are in tests/edge-hosts.
import { sites } from './hosts.mjs'
import { sessionSuite } from './session-suite.mjs'

sessionSuite(await sites())
