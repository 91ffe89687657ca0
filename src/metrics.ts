/** Numbers for Prometheus. Labels are platform, handler, route and outcome names only. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Meters } from './jobs/runtime.ts';
import type { Depths } from './store/sweep.ts';

export interface Metrics {
  readonly meters: Meters;
  text(
    depths: Depths | null,
    queue: Readonly<Record<string, number>> | null,
  ): Promise<{ type: string; text: string }>;
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15];

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const accepted = new Counter({
    name: 'danbiet_accepted_total',
    help: 'Deliveries from platforms',
    labelNames: ['platform', 'outcome'],
    registers,
  });
  const turns = new Histogram({
    name: 'danbiet_turn_seconds',
    help: 'Turns by handler',
    labelNames: ['handler', 'outcome'],
    buckets: SECONDS,
    registers,
  });
  const sends = new Histogram({
    name: 'danbiet_send_seconds',
    help: 'Messages handed to platforms, by outcome',
    labelNames: ['platform', 'outcome'],
    buckets: SECONDS,
    registers,
  });
  const confidence = new Histogram({
    name: 'danbiet_faq_confidence',
    help: 'Score of the best entry, by route',
    labelNames: ['route'],
    buckets: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1],
    registers,
  });
  const queue = new Gauge({
    name: 'danbiet_queue_depth',
    help: 'Bells waiting or ringing',
    labelNames: ['queue'],
    registers,
  });
  const unhandled = new Gauge({
    name: 'danbiet_inbox_unhandled',
    help: 'Messages nobody has handled yet',
    registers,
  });
  const oldest = new Gauge({
    name: 'danbiet_inbox_oldest_unhandled_seconds',
    help: 'Age of the oldest unhandled message',
    registers,
  });
  const unsent = new Gauge({
    name: 'danbiet_outbox_unsent',
    help: 'Messages queued or being sent',
    registers,
  });
  const held = new Gauge({
    name: 'danbiet_outbox_held',
    help: 'Messages kept back (window, quota)',
    registers,
  });
  const dead = new Gauge({ name: 'danbiet_outbox_dead', help: 'Messages given up in 30 days', registers });
  return {
    meters: {
      accepted: (platform, outcome) => accepted.inc({ platform, outcome }),
      turn: (handler, outcome, seconds) => turns.observe({ handler, outcome }, seconds),
      sent: (platform, outcome, seconds) => sends.observe({ platform, outcome }, seconds),
      understood: (route, score) => confidence.observe({ route }, score),
    },
    text: async (depths, depth) => {
      for (const [name, n] of Object.entries(depth ?? {})) queue.set({ queue: name }, n);
      if (depths) {
        unhandled.set(depths.unhandled);
        oldest.set(depths.oldestUnhandled);
        unsent.set(depths.unsent);
        held.set(depths.held);
        dead.set(depths.dead);
      }
      return { type: registry.contentType, text: await registry.metrics() };
    },
  };
}
