// Serves an app of this directory with node:http; prints its port.
import { createServer } from 'node:http'
import { Readable } from 'node:stream'

const { answer } = await import(`./${process.argv[2] ?? 'app'}.mjs`)

const server = createServer(async (request, response) => {
  const { method, headers } = request
  const body = method === 'GET' ? undefined : Readable.toWeb(request)
  const asked = new Request(`http://${headers.host}${request.url}`, { method, headers, body, duplex: 'half' })
  const answered = await answer(asked)
  response.writeHead(answered.status, [...answered.headers].flat())
  response.end(Buffer.from(await answered.arrayBuffer()))
})
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ event: 'listen', port: server.address().port })))
