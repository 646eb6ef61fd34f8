import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { VARIABLES } from '../../src/config.js';
import { REPOSITORY, textOf } from './repository.js';

const dockerfile = textOf('deploy/Dockerfile');
const compose = textOf('deploy/compose.yaml');
const unit = textOf('deploy/countermand.service');

/** What the image copies from the repository, stage to stage copies aside. */
const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, paths = '']) =>
  paths.split(' '),
);

describe('the image', () => {
  it('is made of files that exist and that its ignore file lets through', () => {
    const admitted = new Set(
      textOf('deploy/Dockerfile.dockerignore')
        .split('\n')
        .filter((line) => line.startsWith('!'))
        .map((line) => line.slice(1)),
    );
    expect(copied.filter((path) => !existsSync(join(REPOSITORY, path)))).toEqual([]);
    expect(copied.filter((path) => !admitted.has(path))).toEqual([]);
  });

  it('does not run as root, and says how its health is asked', () => {
    expect(dockerfile).toMatch(/^USER (?!root)\S+$/m);
    expect(dockerfile).toMatch(/^HEALTHCHECK .*\n? *CMD/m);
    expect(dockerfile).toContain('/healthz');
  });
});

describe('what is configured for a company', () => {
  it('uses variables that the configuration reads', () => {
    const set = [...compose.matchAll(/^ {4}([A-Z_]+): /gm)].map(([, name = '']) => name);
    const known = new Set(Object.keys(VARIABLES));
    expect(set.length).toBeGreaterThan(5);
    expect(set.filter((name) => !known.has(name))).toEqual([]);
    const inUnit = /^Environment=(.+)$/m.exec(unit)?.[1]?.match(/[A-Z_]+(?==)/g) ?? [];
    expect(inUnit.filter((name) => name !== 'NODE_ENV' && !known.has(name))).toEqual([]);
  });

  it('is not started again where another start would not help, and is given the time to drain', () => {
    expect(unit).toMatch(/^RestartPreventExitStatus=.*\b78\b/m);
    expect(unit).toMatch(/^TimeoutStopSec=30$/m);
    expect(compose).toContain('stop_grace_period: 30s');
  });

  it('migrates once PostgreSQL can be reached, and again where it went away meanwhile', () => {
    // Asked by its socket it says yes while it is still being set up.
    expect(compose).toMatch(/pg_isready, -h, 127\.0\.0\.1,/);
    expect(compose).toMatch(/command: \[migrate\]\n +restart: on-failure/);
  });

  it('lets Redis evict nothing', () => {
    expect(compose).toContain('noeviction');
  });
});
