// Serves app.mjs with node:http; prints its port.
import { createServer } from 'node:http'
import { answer } from './app.mjs'

const server = createServer(async (request, response) => {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  const answered = await answer(new Request(`http://app.test${request.url}`, { method: 'POST', body: Buffer.concat(chunks) }))
  response.writeHead(answered.status, { 'content-type': 'application/json' }).end(await answered.text())
})
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({ event: 'listen', port: server.address().port })))
