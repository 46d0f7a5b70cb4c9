/** Lays a graph out beside the page's own thread, by ForceAtlas2 (Jacomy et al. 2014) as graphology has it. */
import iterate from "graphology-layout-forceatlas2/iterate";
import type { Job, Moved } from "./layout";

let current = 0;

self.onmessage = ({ data }: MessageEvent<Job>) => {
  current = data.id;
  step(data, 0);
};

/** step goes a few iterations and lets a newer job take over in between. */
function step(job: Job, done: number): void {
  if (job.id !== current) return;
  const until = performance.now() + job.pace;
  do iterate(job.settings, job.nodes, job.edges);
  while (++done < job.iterations && performance.now() < until);
  const places = new Float32Array((job.nodes.length / 10) * 2);
  for (let i = 0, n = 0; n < job.nodes.length; n += 10) {
    places[i++] = job.nodes[n]!;
    places[i++] = job.nodes[n + 1]!;
  }
  const moved: Moved = { id: job.id, places, share: done / job.iterations };
  postMessage(moved, { transfer: [places.buffer] });
  if (done < job.iterations) setTimeout(() => step(job, done));
}
