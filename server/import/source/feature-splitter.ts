import { UnreadableFile } from './source.ts'

/** What stands around the features must stay small: it is kept whole. */
const LARGEST_ENVELOPE = 1024 * 1024
/** One feature larger than this is a bomb, or no feature. */
const LARGEST_FEATURE = 64 * 1024 * 1024

const QUOTE = 0x22
const BACKSLASH = 0x5c
const OPEN_BRACE = 0x7b
const CLOSE_BRACE = 0x7d
const OPEN_BRACKET = 0x5b
const CLOSE_BRACKET = 0x5d
const COMMA = 0x2c
const MARK = /"features"\s*:\s*$/

/**
 * Cuts the features out of a FeatureCollection as its bytes arrive, so that no more than one feature is held. Only
 * brackets, quotation marks and depth are looked at; each feature is then parsed by itself.
 */
export interface FeatureSplitter {
  /** @returns the texts of the features that are whole by now @throws {UnreadableFile} */
  push(chunk: Buffer): string[]
  /** Everything around the features, with an empty list in their place. @throws {UnreadableFile} for a file cut off */
  end(): string
}

export function createFeatureSplitter(): FeatureSplitter {
  let [depth, inText, escaped, inFeatures, seen] = [0, false, false, false, false]
  let envelope = ''
  let parts: Buffer[] = []
  let size = 0

  const keep = (bytes: Buffer): void => {
    if (inFeatures) {
      if (depth <= 2) return
      parts.push(bytes)
      size += bytes.length
      if (size > LARGEST_FEATURE) throw new UnreadableFile('单个要素过大,不是正常的 GeoJSON')
    } else {
      envelope += bytes.toString('utf8')
      if (envelope.length > LARGEST_ENVELOPE) throw new UnreadableFile('不是要素集合(FeatureCollection)')
    }
  }

  return {
    push(chunk) {
      const found: string[] = []
      let start = 0
      for (let at = 0; at < chunk.length; at++) {
        const byte = chunk[at]
        if (inText) {
          if (escaped) escaped = false
          else if (byte === BACKSLASH) escaped = true
          else if (byte === QUOTE) inText = false
          continue
        }
        if (byte === QUOTE) inText = true
        else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
          depth += 1
          if (inFeatures && depth === 3) start = at
          if (!inFeatures && !seen && depth === 2 && byte === OPEN_BRACKET) {
            keep(chunk.subarray(start, at))
            if (MARK.test(envelope)) [inFeatures, seen] = [true, true]
            start = at
          }
        } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
          if (inFeatures && depth === 3) {
            keep(chunk.subarray(start, at + 1))
            found.push(Buffer.concat(parts).toString('utf8'))
            parts = []
            size = 0
          }
          depth -= 1
          if (inFeatures && depth === 1) {
            inFeatures = false
            envelope += '['
            start = at
          }
        } else if (inFeatures && depth === 2 && byte !== COMMA && byte !== undefined && byte > 0x20) {
          throw new UnreadableFile('features 中有不是要素的内容,不是有效的 GeoJSON')
        }
      }
      keep(chunk.subarray(start))
      return found
    },
    end() {
      if (depth !== 0 || inText) throw new UnreadableFile('不是完整的 JSON,可能下载或复制时被截断')
      if (!seen) throw new UnreadableFile('不是要素集合(FeatureCollection)')
      return envelope
    },
  }
}
