// Draws histories of operations: lanes, zoom, what an operation did, and a legal order that comes as far as any.
// The data beside it are columns, deflated: see HistoryView.java, which writes them.
"use strict";
(() => {
  const COLOURS = { ok: "--good", failed: "--faint", unanswered: "--doubt" };
  const LEFT = 110, TOP = 20, BOTTOM = 22, MOST_ROWS = 400, FEW = 60;

  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  async function decode(base64) {
    const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0));
    const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return JSON.parse(await new Response(inflated).text());
  }

  const sums = deltas => { let sum = 0; return deltas.map(delta => sum += delta); };

  class HistoryView {
    constructor(root, data) {
      this.root = root;
      this.data = data;
      this.size = data.process.length;
      this.positions = this.scale(sums(data.start), data.length);
      this.axes = { events: this.positions, time: this.scale(sums(data.time), data.duration) };
      this.accused = new Set(data.accused);
      this.place = new Map(data.order.map((operation, place) => [operation, place]));
      this.axis = "events";
      this.grouping = "process";
      this.filter = data.focusKey;
      this.showOrder = data.order.length > 0;
      this.lanes = root.querySelector(".history-lanes");
      this.map = root.querySelector(".history-map");
      this.hint = root.querySelector(".history-hint");
      this.scroller = root.querySelector(".history-scroll");
      this.buildTools(root.querySelector(".history-tools"));
      this.arrange();
      this.listen();
      this.goHome();
      root.dataset.ready = "true";
    }

    scale(start, length) {
      const end = start.map((at, i) => this.data.length[i] < 0 ? Infinity : at + length[i]);
      const first = this.size ? start[0] : 0;
      let last = first + 1;
      for (let i = 0; i < this.size; i++) last = Math.max(last, start[i] + 1, end[i] === Infinity ? 0 : end[i]);
      return { start, end, first, last };
    }

    /** The order of the events that are shown, without gaps where others were. */
    dense() {
      const { start, end } = this.positions, events = [];
      for (let i = 0; i < this.size; i++) {
        if (!this.shown(i)) continue;
        events.push(start[i]);
        if (end[i] !== Infinity) events.push(end[i]);
      }
      const sorted = Float64Array.from(events).sort();
      const rank = at => at === Infinity ? at : this.search(sorted, at);
      return { start: start.map(rank), end: end.map(rank), first: 0, last: Math.max(1, sorted.length) };
    }

    buildTools(tools) {
      const button = (text, title, action) => {
        const element = document.createElement("button");
        element.type = "button";
        element.textContent = text;
        element.title = title;
        element.addEventListener("click", () => { action(element); this.draw(); });
        tools.append(element);
      };
      const choice = (name, options, chosen, action) => {
        const label = document.createElement("label"), select = document.createElement("select");
        select.name = name;
        for (const [value, text] of options) select.add(new Option(text, value, false, value === chosen));
        select.addEventListener("change", () => { action(select.value); this.draw(); });
        label.append(name + " ", select);
        tools.append(label);
      };
      choice("lanes", [["process", "by process"], ["key", "by key"]], this.grouping,
        value => { this.grouping = value; this.arrange(); });
      choice("axis", [["events", "order of events"], ["time", "time"]], this.axis, value => this.changeAxis(value));
      if (this.data.keys.length > 1) {
        choice("key", [["-1", "all"], ...this.data.keys.map((key, i) => [String(i), key])], String(this.filter),
          value => { this.filter = Number(value); this.arrange(); this.goHome(); });
      }
      button("+", "closer", () => this.zoom(0.5));
      button("\u2212", "further away", () => this.zoom(2));
      button("whole", "the whole history", () => this.show(this.current.first, this.current.last));
      if (this.accused.size) button("to the violation", "where it is", () => this.goHome());
      if (this.data.order.length) {
        button("legal order", "show it or not", () => { this.showOrder = !this.showOrder; });
      }
    }

    get current() { return this.axes[this.axis]; }

    shown(operation) { return this.filter < 0 || this.data.key[operation] === this.filter; }

    /** Gives each operation a row: that of its process, or one of its key where it is alone. */
    arrange() {
      this.axes.events = this.filter < 0 ? this.positions : this.dense();
      const { data, size } = this, { start, end } = this.axes.events;
      const groups = new Map();
      for (let i = 0; i < size; i++) {
        if (!this.shown(i)) continue;
        const group = this.grouping === "process" ? data.process[i] : data.key[i];
        if (!groups.has(group)) groups.set(group, []);
        groups.get(group).push(i);
      }
      const names = this.grouping === "process" ? data.processes : data.keys;
      const ordered = [...groups.keys()].sort((one, other) =>
        this.grouping === "process" ? one - other : (other === data.focusKey) - (one === data.focusKey) || one - other);
      this.row = new Int32Array(size).fill(-1);
      this.rows = [];
      for (const group of ordered) {
        const first = this.rows.length, name = group < 0 ? "" : names[group];
        const free = [];
        for (const i of groups.get(group)) {
          let row = free.findIndex(until => until <= start[i]);
          if (row < 0) row = free.push(0) - 1;
          // What was never answered makes room for what its process did next.
          free[row] = end[i] === Infinity ? start[i] + 1 : end[i];
          if (this.rows.length === first + row) {
            this.rows.push({ name: row === 0 ? name : "", operations: [] });
          }
          this.row[i] = first + row;
          this.rows[first + row].operations.push(i);
        }
      }
      this.hidden = Math.max(0, this.rows.length - MOST_ROWS);
      this.rows.length = Math.min(this.rows.length, MOST_ROWS);
      this.height = Math.max(13, Math.min(26, Math.floor(520 / Math.max(1, this.rows.length))));
      this.root.dataset.rows = this.rows.length;
    }

    changeAxis(axis) {
      const middle = (this.from + this.to) / 2, before = this.current;
      const operation = this.search(before.start, middle);
      const share = (this.to - this.from) / (before.last - before.first);
      this.axis = axis;
      const at = this.size ? this.current.start[operation] : 0, width = share * (this.current.last - this.current.first);
      this.show(at - width / 2, at + width / 2);
    }

    /** The last operation that starts at or before a point, or the first. */
    search(starts, at) {
      let low = 0, high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (starts[middle] <= at) low = middle; else high = middle - 1;
      }
      return low;
    }

    goHome() {
      const { start, end, first, last } = this.current;
      const focus = this.data.focus;
      if (!this.accused.size || this.row[focus] < 0) {
        const operation = this.rows.flatMap(row => row.operations.slice(0, FEW)).sort((one, other) => one - other)[FEW];
        this.show(first, operation === undefined ? last : start[operation]);
        return;
      }
      const middle = end[focus] === Infinity ? start[focus] : (start[focus] + end[focus]) / 2;
      const shown = this.rows.flatMap(row => row.operations).sort((one, other) => one - other);
      const place = shown.indexOf(focus), around = shown.slice(Math.max(0, place - FEW), place + FEW / 4);
      const seen = around.filter(i => this.accused.has(i) || Math.abs(shown.indexOf(i) - place) <= FEW / 4);
      const span = Math.max(...seen.map(i => Math.abs(start[i] - middle)), 1);
      this.show(middle - 1.15 * span, middle + 1.15 * span);
      const y = TOP + this.row[focus] * this.height;
      this.scroller.scrollTop = Math.max(0, y - this.scroller.clientHeight / 2);
    }

    show(from, to) {
      const { first, last } = this.current, least = Math.min(2, last - first);
      const width = Math.min(Math.max(to - from, least), (last - first) * 1.02), middle = (from + to) / 2;
      this.from = middle - width / 2;
      this.to = middle + width / 2;
      this.draw();
    }

    zoom(factor, at = (this.from + this.to) / 2) {
      this.show(at - (at - this.from) * factor, at + (this.to - at) * factor);
    }

    x(at) { return LEFT + (at - this.from) / (this.to - this.from) * (this.width - LEFT); }

    at(x) { return this.from + (x - LEFT) / (this.width - LEFT) * (this.to - this.from); }

    draw() {
      const ratio = window.devicePixelRatio || 1, width = this.root.clientWidth;
      const height = TOP + this.rows.length * this.height + BOTTOM;
      this.width = width;
      const pen = this.canvas(this.lanes, width, height, ratio);
      pen.font = "11px ui-monospace, monospace";
      this.drawGrid(pen, height);
      const ends = this.drawBars(pen);
      this.drawMarks(pen, height);
      if (this.showOrder) this.drawOrder(pen);
      this.drawMap(ratio);
      Object.assign(this.root.dataset, { from: this.from, to: this.to, drawn: ends, order: this.showOrder });
    }

    canvas(element, width, height, ratio) {
      element.width = width * ratio;
      element.height = height * ratio;
      element.style.height = height + "px";
      const pen = element.getContext("2d");
      pen.scale(ratio, ratio);
      pen.clearRect(0, 0, width, height);
      return pen;
    }

    drawGrid(pen, height) {
      pen.strokeStyle = colour("--rule");
      pen.fillStyle = colour("--ink");
      pen.textBaseline = "middle";
      this.rows.forEach((row, number) => {
        const y = TOP + (number + 0.5) * this.height;
        pen.beginPath();
        pen.moveTo(LEFT, y);
        pen.lineTo(this.width, y);
        pen.stroke();
        if (row.name) pen.fillText(row.name.length > 15 ? row.name.slice(0, 14) + "\u2026" : row.name, 4, y);
      });
      pen.fillStyle = colour("--faint");
      const ticks = 8;
      for (let tick = 0; tick <= ticks; tick++) {
        const at = this.from + (this.to - this.from) * tick / ticks;
        pen.textAlign = tick === ticks ? "right" : "left";
        pen.fillText(this.label(at), Math.min(this.x(at), this.width - 2), height - BOTTOM / 2);
      }
      pen.textAlign = "left";
      if (this.hidden) pen.fillText(this.hidden + " more rows are not shown: choose a key", LEFT, height - BOTTOM - 4);
    }

    label(at) {
      if (this.axis === "events") return String(Math.round(at));
      const nanos = at - this.current.first, range = this.to - this.from;
      if (range > 2e9) return (nanos / 1e9).toFixed(2) + " s";
      if (range > 2e4) return (nanos / 1e6).toFixed(3) + " ms";
      return nanos.toFixed(0) + " ns";
    }

    drawBars(pen) {
      const { start, end } = this.current;
      const fills = Object.fromEntries(Object.entries(COLOURS).map(([kind, name]) => [kind, colour(name)]));
      const bad = colour("--bad"), ink = colour("--card");
      let drawn = 0;
      this.rows.forEach(({ operations }, number) => {
        const y = TOP + number * this.height + 2, height = this.height - 4;
        let low = 0, high = operations.length;
        while (low < high) {
          const middle = (low + high) >> 1;
          if (start[operations[middle]] < this.from) low = middle + 1; else high = middle;
        }
        let covered = -1;
        for (let n = Math.max(0, low - 1); n < operations.length; n++) {
          const i = operations[n];
          if (start[i] > this.to) break;
          const next = n + 1 < operations.length ? start[operations[n + 1]] : this.current.last;
          const until = end[i] === Infinity ? next : end[i];
          if (until < this.from) continue;
          const left = Math.max(LEFT, this.x(start[i])), right = Math.max(left + 1.5, this.x(until) - 1);
          // Where there are more operations than pixels, one stands for those it covers; but nothing covers the accused.
          if (right <= covered && !this.accused.has(i)) continue;
          covered = right;
          drawn++;
          pen.globalAlpha = end[i] === Infinity ? 0.55 : this.accused.has(i) ? 1 : 0.8;
          pen.fillStyle = this.accused.has(i) ? bad : fills[this.data.kind[i]];
          pen.fillRect(left, y, right - left, height);
          pen.globalAlpha = 1;
          if (right - left > 34 && height >= 11) {
            pen.save();
            pen.beginPath();
            pen.rect(left, y, right - left - 2, height);
            pen.clip();
            pen.fillStyle = ink;
            pen.fillText(this.data.text[i], left + 3, y + height / 2 + 0.5);
            pen.restore();
          }
        }
      });
      return drawn;
    }

    drawMarks(pen, height) {
      pen.strokeStyle = pen.fillStyle = colour("--mark");
      for (const { at, label } of this.data.marks) {
        const point = this.axis === "time" ? at : this.axes.events.start[this.search(this.axes.time.start, at)];
        if (point < this.from || point > this.to) continue;
        pen.setLineDash([5, 3]);
        pen.beginPath();
        pen.moveTo(this.x(point), 4);
        pen.lineTo(this.x(point), height - BOTTOM);
        pen.stroke();
        pen.setLineDash([]);
        pen.fillText(label, this.x(point) + 3, 9);
      }
    }

    /** A line through the operations in the order found: each at the earliest moment that the order allows. */
    drawOrder(pen) {
      const { start } = this.current, { order } = this.data;
      pen.strokeStyle = pen.fillStyle = colour("--cool");
      pen.lineWidth = 1.3;
      pen.beginPath();
      let moment = -Infinity, last = null;
      const dots = [];
      order.forEach((i, place) => {
        moment = Math.max(moment, start[i]);
        if (this.row[i] < 0 || this.row[i] >= this.rows.length) return;
        const point = [this.x(moment) + 3 + (place % 3) * 2, TOP + (this.row[i] + 0.5) * this.height];
        if (moment >= this.from && moment <= this.to) {
          if (last) { pen.moveTo(...last); pen.lineTo(...point); }
          dots.push([place, ...point]);
        }
        last = point[0] >= LEFT ? point : null;
      });
      pen.stroke();
      pen.lineWidth = 1;
      if (dots.length > 400) return;
      for (const [, x, y] of dots) { pen.beginPath(); pen.arc(x, y, 2.6, 0, 7); pen.fill(); }
    }

    drawMap(ratio) {
      const height = 30, pen = this.canvas(this.map, this.width, height, ratio), { first, last, start } = this.current;
      const scale = (this.width - LEFT) / (last - first), bins = new Float64Array(Math.max(1, Math.ceil(this.width - LEFT) + 1));
      for (let i = 0; i < this.size; i++) bins[Math.floor((start[i] - first) * scale)]++;
      const most = Math.max(...bins);
      pen.fillStyle = colour("--faint");
      bins.forEach((count, x) => { const tall = count / most * (height - 6); pen.fillRect(LEFT + x, height - tall, 1, tall); });
      pen.fillStyle = colour("--bad");
      for (const i of this.accused) pen.fillRect(LEFT + (start[i] - first) * scale - 1, 0, 3, height);
      pen.strokeStyle = colour("--cool");
      pen.lineWidth = 2;
      const left = LEFT + (Math.max(first, this.from) - first) * scale, right = LEFT + (Math.min(last, this.to) - first) * scale;
      pen.strokeRect(left, 1, Math.max(3, right - left), height - 2);
      pen.fillStyle = colour("--faint");
      pen.font = "11px ui-monospace, monospace";
      pen.fillText(this.size.toLocaleString("en") + " ops", 4, 19);
    }

    under(event) {
      const box = this.lanes.getBoundingClientRect();
      const row = this.rows[Math.floor((event.clientY - box.top - TOP) / this.height)];
      const at = this.at(event.clientX - box.left), { start, end } = this.current;
      if (!row || event.clientX - box.left < LEFT) return -1;
      const slack = (this.to - this.from) / this.width * 2;
      let low = 0, high = row.operations.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (start[row.operations[middle]] <= at + slack) low = middle; else high = middle - 1;
      }
      const found = row.operations[low];
      return found !== undefined && start[found] <= at + slack && end[found] >= at - slack ? found : -1;
    }

    tell(operation) {
      this.root.dataset.hovered = operation;
      if (operation < 0) {
        this.hint.textContent = this.hint.dataset.idle;
        return;
      }
      const { data } = this, parts = [data.processes[data.process[operation]] + ": " + data.text[operation]];
      const { start, end, first } = this.axes.time;
      parts.push(end[operation] === Infinity
        ? "never answered"
        : `${data.kind[operation]}, took ${((end[operation] - start[operation]) / 1e6).toFixed(3)} ms from ${((start[operation] - first) / 1e6).toFixed(3)} ms`);
      if (data.line[operation] > 0) parts.push("line " + data.line[operation]);
      if (this.place.has(operation)) {
        parts.push(`number ${this.place.get(operation) + 1} of ${data.order.length} in the legal order shown`);
        if (data.states[operation] !== undefined) parts.push("state afterwards: " + data.states[operation]);
      } else if (data.order.length && this.shown(operation)) {
        parts.push("not in the legal order shown");
      }
      if (this.accused.has(operation)) parts.push("one of those that contradict each other");
      this.hint.textContent = parts.join(" \u00b7 ");
    }

    listen() {
      let grabbed = null;
      this.lanes.addEventListener("pointerdown", event => {
        grabbed = { x: event.clientX, from: this.from, to: this.to };
        this.lanes.setPointerCapture(event.pointerId);
      });
      this.lanes.addEventListener("pointermove", event => {
        if (grabbed && event.buttons) {
          const shift = (grabbed.x - event.clientX) / (this.width - LEFT) * (grabbed.to - grabbed.from);
          this.show(grabbed.from + shift, grabbed.to + shift);
        } else {
          this.tell(this.under(event));
        }
      });
      this.lanes.addEventListener("pointerup", () => { grabbed = null; });
      this.lanes.addEventListener("pointerleave", () => this.tell(-1));
      this.lanes.addEventListener("wheel", event => {
        if (!event.ctrlKey && !event.metaKey) return;
        event.preventDefault();
        this.zoom(event.deltaY < 0 ? 0.8 : 1.25, this.at(event.clientX - this.lanes.getBoundingClientRect().left));
      }, { passive: false });
      const jump = event => {
        const { first, last } = this.current, box = this.map.getBoundingClientRect();
        const at = first + (event.clientX - box.left - LEFT) / (this.width - LEFT) * (last - first), half = (this.to - this.from) / 2;
        this.show(at - half, at + half);
      };
      this.map.addEventListener("pointerdown", jump);
      this.map.addEventListener("pointermove", event => { if (event.buttons) jump(event); });
      this.root.addEventListener("keydown", event => {
        if (event.target.tagName === "SELECT") return;
        const width = this.to - this.from;
        const keys = {
          ArrowLeft: () => this.show(this.from - width / 5, this.to - width / 5),
          ArrowRight: () => this.show(this.from + width / 5, this.to + width / 5),
          "+": () => this.zoom(0.5), "-": () => this.zoom(2), Home: () => this.goHome(),
        };
        if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
      });
      new ResizeObserver(() => this.draw()).observe(this.root);
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.draw());
    }
  }

  for (const root of document.querySelectorAll(".history")) {
    decode(root.querySelector("script").textContent)
      .then(data => new HistoryView(root, data))
      .catch(error => { root.querySelector(".history-hint").textContent = "This browser cannot show the history: " + error; });
  }
})();
