// Time, processor time and memory of this process, read from the kernel as `ekin-bench` reads its own.

import { readFileSync } from "node:fs";

export class Gauge {
  #wall = process.hrtime.bigint();
  #cpu = process.cpuUsage();

  /** What was spent since the start, in the shape of `ekin_limit::gauge::Reading`. */
  read(more = {}) {
    const cpu = process.cpuUsage(this.#cpu);
    return {
      wall_ms: this.elapsed(),
      cpu_ms: (cpu.user + cpu.system) / 1000,
      peak_kib: memoryKib("VmHWM"),
      more,
    };
  }

  /** Time since the start, ms. */
  elapsed() {
    return Number(process.hrtime.bigint() - this.#wall) / 1e6;
  }
}

/** A line of /proc/self/status, KiB. */
function memoryKib(name) {
  const line = readFileSync("/proc/self/status", "utf8")
    .split("\n")
    .find((line) => line.startsWith(`${name}:`));
  return line ? Number.parseInt(line.slice(name.length + 1), 10) : 0;
}
