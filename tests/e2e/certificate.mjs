// A certificate for names that exist in tests only. Node can read X.509 and not write it, so its DER is written here.
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/** A self-signed certificate (P-256, one day) for `names`: { key, cert } as node:https takes them. */
export function selfSigned(names) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const ecdsaWithSha256 = sequence(objectId('2a8648ce3d040302'))
  const issuer = sequence(set(sequence(objectId('550403'), der(0x0c, Buffer.from(names[0])))))
  const subjectAltName = sequence(...names.map((name) => der(0x82, Buffer.from(name))))
  const unsigned = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    ecdsaWithSha256,
    issuer,
    sequence(time(Date.now() - 3_600_000), time(Date.now() + 86_400_000)),
    issuer,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(sequence(objectId('551d11'), der(0x04, subjectAltName)))),
  )
  const signature = der(0x03, Buffer.concat([Buffer.from([0]), sign('sha256', unsigned, privateKey)]))
  const certificate = sequence(unsigned, ecdsaWithSha256, signature).toString('base64')
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    cert: `-----BEGIN CERTIFICATE-----\n${certificate.match(/.{1,64}/g).join('\n')}\n-----END CERTIFICATE-----\n`,
  }
}

function der(tag, content) {
  const { length } = content
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content])
  const size = length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

const sequence = (...parts) => der(0x30, Buffer.concat(parts))
const set = (...parts) => der(0x31, Buffer.concat(parts))
const objectId = (hex) => der(0x06, Buffer.from(hex, 'hex'))
const time = (milliseconds) => {
  const digits = new Date(milliseconds).toISOString().replace(/\D/g, '').slice(2, 14)
  return der(0x17, Buffer.from(`${digits}Z`))
}
