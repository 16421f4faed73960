// A real PDS and PLC directory on loopback. Prints one line of JSON, {"url": …}, when it answers;
// ends when its standard input does, so that it never outlives the test that started it.
'use strict'

const net = require('node:net')

// dev-env listens on every address; a test server has no business there.
const listen = net.Server.prototype.listen
net.Server.prototype.listen = function (...args) {
  const wanted = args[0]
  const callback = args.find((arg) => typeof arg === 'function')
  const port = typeof wanted === 'object' && wanted !== null ? wanted.port : wanted
  return listen.call(this, { port: Number(port ?? 0), host: '127.0.0.1' }, callback)
}

const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = net.createServer()
    probe.once('error', reject)
    probe.listen(0, () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })

const main = async () => {
  const { TestNetworkNoAppView } = require('@atproto/dev-env')
  const [plc, pds] = [await freePort(), await freePort()]
  const network = await TestNetworkNoAppView.create({
    plc: { port: plc },
    pds: { port: pds, hostname: 'localhost' },
  })
  process.stdout.write(JSON.stringify({ url: `http://localhost:${pds}` }) + '\n')
  process.stdin.resume()
  process.stdin.once('end', async () => {
    await network.close()
    process.exit(0)
  })
}

main().catch((error) => {
  process.stderr.write(`${error.stack}\n`)
  process.exit(1)
})
