import { describe, expect, it } from 'vitest';
import { aiLabel } from '../../../src/lipsync/aiLabel.js';

const facts = {
  output: '/videos/第一课.mp4',
  producer: '',
  mediaHash: '0123456789abcdef'.repeat(4),
};

function implicit(producer: string): Record<string, string> {
  return JSON.parse(aiLabel({ ...facts, producer })['AIGC']) as Record<string, string>;
}

describe('the label', () => {
  it('has the fields of GB 45438-2025, in its order, all of them text', () => {
    expect(Object.entries(implicit(''))).toEqual([
      ['Label', '1'],
      ['ContentProducer', 'HeyGem Studio'],
      ['ProduceID', '0123456789abcdef0123456789abcdef'],
      ['ReservedCode1', ''],
      ['ContentPropagator', ''],
      ['PropagateID', ''],
      ['ReservedCode2', ''],
    ]);
  });

  it.each(['课程公司 😀', 'A "quoted" \\ name', '001191110102MAD55U9H0F10002'])(
    'names %s as the producer',
    (producer) => {
      expect(implicit(` ${producer} `)['ContentProducer']).toBe(producer);
    },
  );

  it('stays well-formed when a name holds half a character', () => {
    const { AIGC } = aiLabel({ ...facts, producer: 'x\ud83d' });
    expect(Buffer.from(AIGC).toString()).toBe(AIGC);
    expect(implicit('  ')['ContentProducer']).toBe('HeyGem Studio');
  });

  it('tells people too', () => {
    expect(aiLabel(facts)).toMatchObject({
      title: '第一课.mp4 (AI-generated)',
      comment: expect.stringContaining('AI-generated') as string,
      ai_generated: 'true',
    });
  });
});
