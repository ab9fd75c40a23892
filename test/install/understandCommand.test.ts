import { spawn } from 'node:child_process';
import { expect } from 'chai';
import { z } from 'zod';
import { root } from './temporaryFolder.js';

const Scored = z.strictObject({ label: z.string().regex(/^[a-z_]+$/), score: z.number().min(0).max(1) });
const Answer = z.strictObject({
  id: z.union([z.string(), z.number()]),
  decision: z.enum(['answer', 'clarify', 'outOfScope']),
  top: z.array(Scored).max(3),
  problem: Scored.nullable(),
  inScope: z.number().min(0).max(1),
  slots: z.looseObject({ orderIds: z.array(z.string()), links: z.array(z.string()) }),
  locale: z.string(),
});

describe('npm run --silent understand', function () {
  this.timeout(120_000);

  it('answers each line by one line, and nothing else', async () => {
    const { stdout, code } = await understand(
      { id: 1, text: 'my parcel arrived broken' },
      { id: 'two', text: 'are there any fees?' },
      { id: 3, text: 'what is the weather in Paris', locale: 'en' },
      { id: 4, text: '12 of 40', asked: 'refund.askDetails' },
      { id: 5, text: '' },
      { id: 6, text: '?'.repeat(100_000) },
      { id: 7, text: 'mein Paket ist kaputt angekommen und ich bekomme kein Geld zurück' },
    );
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => Answer.parse(JSON.parse(line)));
    expect(answers.map(({ id }) => id)).to.deep.equal([1, 'two', 3, 4, 5, 6, 7]);
    expect(answers.map(({ decision }) => decision).slice(0, 3)).to.deep.equal(['answer', 'answer', 'outOfScope']);
    expect(answers[0]?.top[0]?.label).to.equal('open_refund');
    expect(answers[0]?.problem?.label).to.equal('damaged');
    expect(answers[1]?.top[0]?.label).to.equal('fees');
    expect(answers[3]?.slots['affected']).to.deep.equal({ count: 12, total: 40 });
    expect(answers[6]?.locale).to.equal('de');
    expect(code).to.equal(0);
  });

  it('says which line it cannot read, and answers the others', async () => {
    const { stdout, stderr, code } = await understand('no json', { id: 1 }, { id: 2, text: 'thanks' });
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => Answer.parse(JSON.parse(line)).id),
    ).to.deep.equal([2]);
    expect(stderr).to.include('line 1: ').and.to.include('line 2: text: ');
    expect(code).to.equal(1);
  });
});

function understand(...lines: unknown[]): Promise<{ stdout: string; stderr: string; code: number | null }> {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', ['run', '--silent', 'understand'], { cwd: root });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
    child.on('error', reject);
    child.on('close', (code) => resolve({ stdout, stderr, code }));
    child.stdin.end(lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
  });
}
