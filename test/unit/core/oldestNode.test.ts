import { expect, it } from 'vitest';
import { isFitNode, OLDEST_NODE } from '../../../src/core/oldestNode.js';

it('takes the oldest that is named, and later ones', () => {
  const later = ['20.18.0', '20.18.1', '20.20.0', '21.0.0', '22.3.0', '100.0.0'];
  expect(OLDEST_NODE).toBe('20.18.0');
  for (const version of later) expect([version, isFitNode(version)]).toEqual([version, true]);
});

it('takes no older one, nor what is no version', () => {
  for (const version of ['18.20.8', '20.0.0', '20.9.9', '20.17.3', '9.99.99', ''])
    expect([version, isFitNode(version)]).toEqual([version, false]);
});
