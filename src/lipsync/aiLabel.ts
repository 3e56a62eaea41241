import { basename } from 'node:path';
import { PRODUCT_NAME } from '../core/product.js';

export interface LabelFacts {
  /** Where the video will lie: its name becomes part of the title. */
  readonly output: string;
  /** Who answers for the video, as a name or a code; empty names this program. */
  readonly producer: string;
  /** SHA-256 of the media, in hexadecimal digits: what the video's number is made from. */
  readonly mediaHash: string;
}

/** 128 bits tell any two videos apart. */
const NUMBER_DIGITS = 32;

/**
 * The tags that say that a video is AI-generated: to people, to programs, and as the implicit label
 * of GB 45438-2025, 网络安全技术 人工智能生成合成内容标识方法 (in force since 2025-09-01).
 */
export function aiLabel(facts: LabelFacts): Record<string, string> {
  return {
    title: `${basename(facts.output)} (AI-generated)`,
    comment: `AI-generated: the lip movements in this video were made by ${PRODUCT_NAME}.`,
    encoder: PRODUCT_NAME,
    ai_generated: 'true',
    AIGC: implicitLabel(facts),
  };
}

/**
 * GB 45438-2025, clause 6 and annexes E and F: a metadata entry whose name holds `AIGC` and whose
 * value is this JSON object. The guide for video files (TC260, 2025-08-28: 文件元数据隐式标识
 * 视频文件) writes it in mp4 as ffmpeg does, `-movflags use_metadata_tags -metadata AIGC={"Label":...}`.
 * The number follows from the media, so that the same video has the same number, and whoever has
 * the file can check that the label belongs to it.
 */
function implicitLabel({ producer, mediaHash }: LabelFacts): string {
  return JSON.stringify({
    // 1: it is AI-generated; 2: it may be; 3: it is suspected to be.
    Label: '1',
    ContentProducer: producer.trim() === '' ? PRODUCT_NAME : producer.trim(),
    ProduceID: mediaHash.slice(0, NUMBER_DIGITS),
    // For safeguards of the producer's own, such as a signature.
    ReservedCode1: '',
    // Whoever spreads the video fills these in.
    ContentPropagator: '',
    PropagateID: '',
    ReservedCode2: '',
  });
}
