import { describe, expect, it } from 'vitest';
import type { DoctorReport } from '../../../src/core/doctor.js';
import { DOCTOR_LINKS, doctorHtml } from '../../../src/vscode/doctorHtml.js';

const WELL: DoctorReport = {
  ffmpeg: {
    path: '/usr/bin/ffmpeg',
    probePath: '/usr/bin/ffprobe',
    version: '8.1',
    year: 2026,
    old: false,
    blocked: null,
    tried: [{ source: 'PATH', path: '/usr/bin/ffmpeg', problem: null }],
  },
  providers: [
    { name: 'cuda', works: false, detail: 'no <driver>' },
    { name: 'cpu', works: true, detail: '12 ms' },
  ],
  provider: 'cpu',
  models: [{ name: 'mesh', problem: null }],
  voices: { folder: '/v', count: 36, problem: null },
  versions: { heygem: '0.1.0' },
};
const places = { cache: '/c/<b>' };

describe("the doctor's page", () => {
  it('says first whether videos can be made, in both languages', () => {
    expect(doctorHtml({ report: WELL, places }, 'en')).toContain('Videos can be made here.');
    const zh = doctorHtml({ report: WELL, places }, 'zh');
    expect(zh).toContain('可以在此生成视频');
    expect(zh).toContain('lang="zh-CN"');
  });

  it('says what to do where something is missing', () => {
    const report: DoctorReport = {
      ...WELL,
      ffmpeg: { ...WELL.ffmpeg, path: null, tried: [] },
      models: [{ name: 'mesh', problem: 'checksum' }],
    };
    const html = doctorHtml({ report, places }, 'en');
    expect(html).toContain('Something is missing');
    expect(html).toContain('No ffmpeg was found');
    expect(html).toContain('A model is damaged or missing');
    expect(html).not.toContain('Nothing here runs the networks');
  });

  it('says what to do where this computer does not let ffmpeg start', () => {
    const ffmpeg = { ...WELL.ffmpeg, path: null, blocked: '/b/<ffmpeg>' };
    const html = doctorHtml({ report: { ...WELL, ffmpeg }, places }, 'en');
    expect(html).toContain('does not let /b/&lt;ffmpeg&gt; start');
    expect(html).toContain('xattr -d com.apple.quarantine');
    expect(html).not.toContain('No ffmpeg was found');
  });

  it('tells of the voices, without which videos can be made all the same', () => {
    expect(doctorHtml({ report: WELL, places }, 'en')).toContain('voices: 36');
    const voices = { folder: '/v', count: 0, problem: 'not installed' };
    const html = doctorHtml({ report: { ...WELL, voices }, places }, 'zh');
    expect(html).toContain('not installed');
    expect(html).toContain('HeyGem Voices');
    expect(html).toContain('可以在此生成视频');
  });

  it('runs nothing but its own commands, and takes no markup from what was found', () => {
    const html = doctorHtml({ report: WELL, places, telemetry: '<i>' }, 'en');
    expect(html).toContain("default-src 'none'");
    expect(html).not.toMatch(/<script|<b>|<i>|<driver>/);
    const links = [...html.matchAll(/href="([^"]+)"/g)].map(([, link]) => link);
    expect(links).toEqual(DOCTOR_LINKS.map((command) => `command:${command}`));
  });
});
