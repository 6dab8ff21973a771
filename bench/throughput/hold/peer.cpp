// HOLD with std::priority_queue: pop the minimum, push at its time + a delay from a table. FIFO on ties.
// Usage: peer PENDING OPERATIONS WARMUP; prints CPU ns an operation and the sum of popped times.
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <queue>
#include <vector>

struct Event {
  double time;
  uint32_t sequence;
  uint32_t id;
};

struct Later {
  bool operator()(const Event& x, const Event& y) const {
    return x.time > y.time || (x.time == y.time && x.sequence > y.sequence);
  }
};

int main(int argc, char** argv) {
  if (argc < 4) return 2;
  const uint32_t pending = std::atoi(argv[1]);
  const uint32_t operations = std::atoi(argv[2]);
  const uint32_t warmup = std::atoi(argv[3]);
  const uint32_t table = 1u << 16;
  std::vector<double> delays(table);
  uint32_t state = 0x9e3779b9u;
  for (auto& delay : delays) {
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    delay = -std::log((state + 0.5) / 4294967296.0);
  }
  std::vector<Event> storage;
  storage.reserve(pending + 1);
  std::priority_queue<Event, std::vector<Event>, Later> queue(Later(), std::move(storage));
  uint32_t sequence = 0;
  for (uint32_t n = 0; n < pending; n++) queue.push({delays[(n * 7u) & (table - 1)], sequence++, n});
  uint32_t i = 0;
  double sum = 0;
  auto hold = [&](uint32_t count) {
    for (uint32_t n = 0; n < count; n++) {
      Event event = queue.top();
      queue.pop();
      sum += event.time;
      i = (i + 1) & (table - 1);
      queue.push({event.time + delays[i], sequence++, event.id});
    }
  };
  hold(warmup);
  sum = 0;
  const clock_t before = clock();
  hold(operations);
  const double ns = double(clock() - before) / CLOCKS_PER_SEC * 1e9 / operations;
  std::printf("%.3f %.17g\n", ns, sum);
}
