import { bytesOf, joinBytes } from '#core/attachment/bytes.ts'

/** A gradient of 16 × 16 pixels and a teal square of 4 × 4, made for these tests. */
const JPEG =
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/2wBDARUXFx4aHjshITt8U0ZTfHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHz/wAARCAAQABADASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAQF/8QAFRABAQAAAAAAAAAAAAAAAAAAABP/xAAUAQEAAAAAAAAAAAAAAAAAAAAF/8QAFhEAAwAAAAAAAAAAAAAAAAAAABVh/9oADAMBAAIRAxEAPwDGoUS0KEFsFGFP/9k='
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAQAAAAEAQMAAACTPww9AAAAA1BMVEUAgIBxQSaxAAAAC0lEQVQI12NggAAAAAgAAS8g3TEAAAAASUVORK5CYII='
const WEBP = 'UklGRjgAAABXRUJQVlA4ICwAAACQAQCdASoEAAQAAgA0JaACdLoAA5gA/u8pR8TxdvIb/6MP/xpH/GkfDmAAAA=='

interface PhotoWish {
  readonly orientation?: number
  /** [longitude, latitude], degrees, north and east */
  readonly position?: readonly [number, number]
  readonly owner?: string
  /** What hangs behind the end of the picture, as the film of a "live" photo does. */
  readonly behind?: string
  /** What makes one photo differ from another. */
  readonly salt?: string
}

/** A JPEG as a telephone writes it: an Exif block in front of the picture, a comment, something behind its end. */
export function aPhoto(wish: PhotoWish = {}): Uint8Array<ArrayBuffer> {
  const plain = fromBase64(JPEG)
  // The salt is a quantisation table nothing refers to: part of the picture as far as any reader knows.
  return joinBytes([
    plain.subarray(0, 20),
    segment(0xe1, joinBytes([bytesOf('Exif\0\0'), exifTiff(wish)])),
    ...(wish.salt === undefined ? [] : [segment(0xdb, saltTable(wish.salt))]),
    segment(0xfe, bytesOf('comment of the camera')),
    plain.subarray(20),
    bytesOf(wish.behind ?? ''),
  ])
}

export function aPlainJpeg(): Uint8Array<ArrayBuffer> {
  return fromBase64(JPEG)
}

export function aPng(): Uint8Array<ArrayBuffer> {
  return fromBase64(PNG)
}

export function aWebp(): Uint8Array<ArrayBuffer> {
  return fromBase64(WEBP)
}

export function aPdf(text = 'sheet'): Uint8Array<ArrayBuffer> {
  return joinBytes([
    bytesOf(`%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n% ${text}\ntrailer<</Root 1 0 R>>\n%%EOF\n`),
  ])
}

/** A TIFF structure with orientation, artist and GPS directory, big-endian (Exif 2.32, 4.6). */
export function exifTiff({ orientation = 1, position, owner = 'Wang' }: PhotoWish): Uint8Array<ArrayBuffer> {
  const artist = bytesOf(`${owner.padEnd(4)}\0`)
  const entries = 2 + Number(position !== undefined)
  const artistAt = 8 + 2 + entries * 12 + 4
  const gpsAt = artistAt + artist.length + (artist.length % 2)
  const view = new DataView(new ArrayBuffer(gpsAt + (position === undefined ? 0 : 2 + 4 * 12 + 4 + 48)))
  const bytes = new Uint8Array(view.buffer)
  const entry = (at: number, tag: number, type: number, count: number): void => {
    view.setUint16(at, tag)
    view.setUint16(at + 2, type)
    view.setUint32(at + 4, count)
  }
  bytes.set([0x4d, 0x4d, 0, 42])
  view.setUint32(4, 8)
  view.setUint16(8, entries)
  entry(10, 0x0112, 3, 1)
  view.setUint16(18, orientation)
  entry(22, 0x013b, 2, artist.length)
  view.setUint32(30, artistAt)
  bytes.set(artist, artistAt)
  if (position === undefined) return bytes
  entry(34, 0x8825, 4, 1)
  view.setUint32(42, gpsAt)
  view.setUint16(gpsAt, 4)
  const degreesAt = gpsAt + 2 + 4 * 12 + 4
  for (const [index, [tag, letter]] of (
    [
      [1, 'N'],
      [3, 'E'],
    ] as const
  ).entries()) {
    entry(gpsAt + 2 + index * 24, tag, 2, 2)
    view.setUint8(gpsAt + 2 + index * 24 + 8, letter.charCodeAt(0))
    entry(gpsAt + 14 + index * 24, tag + 1, 5, 3)
    view.setUint32(gpsAt + 14 + index * 24 + 8, degreesAt + index * 24)
    const value = position[1 - index] ?? 0
    // Degrees, minutes, and ten-thousandths of a second.
    const parts = [
      Math.trunc(value),
      Math.trunc((value * 60) % 60),
      Math.round(((value * 3600) % 60) * 10_000),
    ]
    for (const [place, part] of parts.entries()) {
      view.setUint32(degreesAt + index * 24 + place * 8, part)
      view.setUint32(degreesAt + index * 24 + place * 8 + 4, place === 2 ? 10_000 : 1)
    }
  }
  return bytes
}

export function segment(marker: number, content: Uint8Array): Uint8Array<ArrayBuffer> {
  const length = content.length + 2
  return joinBytes([Uint8Array.of(0xff, marker, length >> 8, length & 0xff), content])
}

function saltTable(salt: string): Uint8Array<ArrayBuffer> {
  const table = new Uint8Array(65).fill(1)
  table[0] = 3
  table.set(bytesOf(salt.slice(0, 60)), 1)
  return table
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(text, 'base64'))
}
