import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bytesOf, joinBytes } from '#core/attachment/bytes.ts'
import { orientationOf, orientationTiff } from '#core/attachment/orientation.ts'
import { stripMetadata } from '#core/attachment/strip-metadata.ts'
import { aPhoto, aPlainJpeg, aPng, aWebp, exifTiff, segment } from '#tests/builders/photo-builder.ts'

const holds = (bytes: Uint8Array | null, text: string): boolean =>
  bytes !== null && Buffer.from(bytes).includes(Buffer.from(text, 'latin1'))

/** A chunk of PNG; nobody here checks the sum. */
function pngChunk(name: string, content: string): Uint8Array {
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, content.length)
  return joinBytes([length, bytesOf(name), bytesOf(content), new Uint8Array(4)])
}

function webpChunk(name: string, content: Uint8Array): Uint8Array {
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, content.length, true)
  return joinBytes([bytesOf(name), length, content, new Uint8Array(content.length % 2)])
}

function webpOf(...chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const body = joinBytes([bytesOf('WEBP'), ...chunks])
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, body.length, true)
  return joinBytes([bytesOf('RIFF'), length, body])
}

describe('JPEG', () => {
  test('an upright photo becomes the picture alone, byte for byte', () => {
    const photo = aPhoto({ position: [119.6, 39.93], owner: 'Zhao', behind: 'ftypqt film' })
    expect(holds(photo, 'Zhao')).toBe(true)
    expect(stripMetadata('image/jpeg', photo)).toEqual(aPlainJpeg())
  })

  test('a turned photo keeps which way is up and nothing else of its Exif block', () => {
    const clean = stripMetadata('image/jpeg', aPhoto({ orientation: 6, owner: 'Zhao', position: [1, 2] }))
    for (const text of ['Zhao', 'comment', 'GPS']) expect(holds(clean, text)).toBe(false)
    const at = Buffer.from(clean ?? []).indexOf('Exif\0\0') + 6
    expect(orientationOf((clean ?? new Uint8Array()).subarray(at))).toBe(6)
    expect(clean?.length).toBe(aPlainJpeg().length + 36)
  })

  test('property: whatever stands in application segments and comments, it is gone and the picture is not', () => {
    const secret = 'SECRET-OF-THE-CAMERA'
    const markers = [0xe1, 0xe2, 0xe3, 0xe5, 0xed, 0xef, 0xfe]
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...markers), fc.uint8Array({ maxLength: 400 }))),
        (parts) => {
          const plain = aPlainJpeg()
          const segments = parts.map(([marker, noise]) =>
            segment(marker, joinBytes([noise, bytesOf(secret)])),
          )
          const photo = joinBytes([plain.subarray(0, 20), ...segments, plain.subarray(20)])
          expect(stripMetadata('image/jpeg', photo)).toEqual(plain)
        },
      ),
    )
  })

  test('property: cut anywhere it is no picture any more, and nothing is thrown', () => {
    const photo = aPhoto({ orientation: 3 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: photo.length - 1 }), (length) => {
        expect(stripMetadata('image/jpeg', photo.slice(0, length))).toBeNull()
      }),
    )
  })

  test('stripping twice is stripping once', () => {
    const once = stripMetadata('image/jpeg', aPhoto({ orientation: 8 }))
    expect(stripMetadata('image/jpeg', once ?? new Uint8Array())).toEqual(once)
  })
})

describe('PNG and WebP', () => {
  test('texts, times and Exif of a PNG are gone, and so is what follows its end', () => {
    const plain = aPng()
    const dirty = joinBytes([
      plain.subarray(0, 33),
      pngChunk('tEXt', 'Author\0Zhao'),
      pngChunk('eXIf', 'MM secret'),
      plain.subarray(33),
      bytesOf('<script>alert(1)</script>'),
    ])
    expect(stripMetadata('image/png', dirty)).toEqual(plain)
    expect(stripMetadata('image/png', plain.slice(0, -1))).toBeNull()
  })

  test('Exif and XMP of a WebP are gone, a turned one stays turned', () => {
    const picture = aWebp().slice(12)
    const vp8x = webpChunk('VP8X', Uint8Array.of(0x0c, 0, 0, 0, 3, 0, 0, 3, 0, 0))
    const dirty = webpOf(
      vp8x,
      picture,
      webpChunk('EXIF', exifTiff({ owner: 'Zhao' })),
      webpChunk('XMP ', bytesOf('<x/>')),
    )
    const plainHeader = webpChunk('VP8X', Uint8Array.of(0, 0, 0, 0, 3, 0, 0, 3, 0, 0))
    expect(stripMetadata('image/webp', dirty)).toEqual(webpOf(plainHeader, picture))
    const turned = stripMetadata(
      'image/webp',
      webpOf(vp8x, picture, webpChunk('EXIF', exifTiff({ orientation: 6, owner: 'Zhao' }))),
    )
    expect(holds(turned, 'Zhao')).toBe(false)
    expect(holds(turned, 'EXIF')).toBe(true)
    expect(stripMetadata('image/webp', aWebp())).toEqual(aWebp())
    expect(stripMetadata('image/webp', aWebp().slice(0, -2))).toBeNull()
  })
})

test('property: an orientation written is the orientation read, and noise has none', () => {
  for (let orientation = 2; orientation <= 8; orientation += 1) {
    expect(orientationOf(orientationTiff(orientation) ?? new Uint8Array())).toBe(orientation)
  }
  expect(orientationTiff(1)).toBeNull()
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), (noise) => {
      const value = orientationOf(joinBytes([bytesOf('II*\0'), noise]))
      expect(value).toBeGreaterThanOrEqual(1)
      expect(value).toBeLessThanOrEqual(8)
    }),
  )
})
