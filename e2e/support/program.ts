import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test as base, expect } from '@playwright/test';

/** A sign-in link that the demo prints. */
export type Door = { role: string; account: string; name: string; link: string };

/** What `demo --json` says once it serves. */
type Ready = { ready: true; address: string; clock: string; skipped: string[]; links: Door[] };

/** A program of its own with a data folder of its own, thrown away at the end. */
export class Program {
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    readonly address: string,
    readonly clock: string,
    readonly doors: Door[],
  ) {}

  /** Starts the demo with its clock at `at`, such as `2024-04-09T21:30+07:00` or a key of the plan. */
  static async start(at: string): Promise<Program> {
    const binary = process.env.SANGKIEN_TEST_BINARY;
    if (!binary) {
      throw new Error('SANGKIEN_TEST_BINARY names no program; scripts/test.sh e2e builds and names one');
    }
    const folder = mkdtempSync(join(tmpdir(), 'sangkien-e2e-'));
    const child = spawn(
      binary,
      ['demo', '--json', '--listen', '127.0.0.1:0', '--data', join(folder, 'data'), '--at', at],
      { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const ready = await new Promise<Ready>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`the program ended with ${code} before it served`)));
      createInterface({ input: child.stdout! }).once('line', (line) => resolve(JSON.parse(line)));
    });
    expect(ready.skipped, 'every event of the story is played').toEqual([]);
    return new Program(child, folder, ready.address, ready.clock, ready.links);
  }

  /** The sign-in link of a sample person. */
  door(account: string): string {
    const door = this.doors.find((found) => found.account === account);
    if (!door) {
      throw new Error(`no link for ${account}; there are: ${this.doors.map((found) => found.account).join(', ')}`);
    }
    return door.link;
  }

  /** Asks the program to end, waits until it has, and removes its data. */
  async stop(): Promise<void> {
    if (this.child.exitCode === null) {
      const ended = new Promise((resolve) => this.child.once('exit', resolve));
      this.child.kill('SIGTERM');
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/**
 * Tests that share one program per worker. `moment` is where its clock starts. A worker goes on with files of the same
 * moment, so a file that changes what others look at has a minute of its own.
 */
export const test = base.extend<object, { moment: string; program: Program }>({
  moment: ['2024-04-09T21:30+07:00', { option: true, scope: 'worker' }],
  program: [
    async ({ moment }, use) => {
      const program = await Program.start(moment);
      await use(program);
      await program.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

export { expect };
