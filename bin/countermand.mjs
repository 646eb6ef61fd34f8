#!/usr/bin/env node
import { prepareOrExplain } from './prepare.mjs';

// In this same process, so that signals, the terminal and the exit code need no passing on.
if (await prepareOrExplain()) await import('../dist/main.js');
else process.exitCode = 1;
