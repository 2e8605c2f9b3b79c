// Steps through a run: the event under the cursor, what is under way, and what each process holds, with what the event changed.
// The data beside it are JSON, deflated: see RunView.java, which writes them.
"use strict";
(() => {
  const LEFT = 64, TOP = 26, COLUMN = 26, ROW = 50, SVG = "http://www.w3.org/2000/svg";

  async function decode(base64) {
    const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0));
    const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return JSON.parse(await new Response(inflated).text());
  }

  /** An element with a class and a text. */
  function element(name, kind, text) {
    const made = document.createElement(name);
    if (kind) made.className = kind;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  class RunView {
    constructor(root, data) {
      this.root = root;
      this.data = data;
      this.part = name => root.querySelector(".run-" + name);
      this.groups = this.alike();
      this.moving = this.fieldsThatChange();
      this.all = false;
      this.draw();
      this.buildTools();
      this.listen();
      const alarm = data.events.findIndex(event => event.alarm);
      this.go(alarm < 0 ? 0 : alarm);
      root.dataset.ready = "true";
    }

    x(place) { return LEFT + COLUMN * (place + 1); }

    y(process) { return TOP + ROW * process; }

    /** Processes in whose states most fields are the same stand side by side. */
    alike() {
      const groups = [];
      this.data.processes.forEach((process, place) => {
        const fields = Object.keys(process.state);
        if (!fields.length) return;
        const group = groups.find(each => fields.filter(field => each.fields.has(field)).length * 2 > fields.length);
        if (group) {
          group.members.push(place);
          fields.forEach(field => group.fields.add(field));
        } else {
          groups.push({ members: [place], fields: new Set(fields) });
        }
      });
      for (const event of this.data.events) {
        const group = groups.find(each => each.members.includes(event.process));
        if (group) Object.keys(event.changed).forEach(field => group.fields.add(field));
      }
      return groups;
    }

    fieldsThatChange() {
      return this.groups.map(group => {
        const moving = new Set();
        for (const event of this.data.events)
          if (group.members.includes(event.process)) Object.keys(event.changed).forEach(field => moving.add(field));
        return moving;
      });
    }

    draw() {
      const { processes, events, flights } = this.data;
      const svg = this.shape(null, "svg", { width: this.x(events.length) + 20, height: this.y(processes.length) });
      this.band = this.shape(svg, "rect", { class: "run-cursor", y: 0, width: COLUMN, height: this.y(processes.length) });
      processes.forEach((process, place) => {
        const kind = process.byzantine ? " byzantine" : "";
        this.shape(svg, "line", { class: "lane" + kind, x1: LEFT - 14, x2: this.x(events.length), y1: this.y(place), y2: this.y(place) });
        this.shape(svg, "text", { class: "name" + kind, x: 8, y: this.y(place) + 4 }).textContent = process.name;
      });
      this.arrows = flights.map(flight => this.arrow(svg, flight));
      this.dots = events.map((event, place) => {
        const dot = this.shape(svg, "circle", { class: event.alarm ? "event alarming" : "event", cx: this.x(place), cy: this.y(event.process), r: 5 });
        this.hint(dot, event.what);
        dot.addEventListener("click", () => this.go(place));
        return dot;
      });
      this.part("scroll").append(svg);
    }

    shape(parent, name, attributes) {
      const made = document.createElementNS(SVG, name);
      Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
      if (parent) parent.append(made);
      return made;
    }

    hint(shape, text) {
      const title = document.createElementNS(SVG, "title");
      title.textContent = text;
      shape.append(title);
    }

    arrow(svg, flight) {
      const sent = flight.sent + (flight.lie ? 0.5 : 0);
      const kind = "message" + (flight.lie ? " byzantine" : "") + (flight.lost || flight.received < 0 ? " lost" : "");
      const end = flight.received < 0 ? sent + 0.8 : flight.received;
      const far = flight.received < 0 ? 0.4 : 1;
      const line = this.shape(svg, "line", {
        class: kind, x1: this.x(sent), y1: this.y(flight.from), x2: this.x(end),
        y2: this.y(flight.from) + far * (this.y(flight.to) - this.y(flight.from)),
      });
      this.hint(line, this.name(flight.from) + " → " + this.name(flight.to) + ": " + flight.what + (flight.lost ? " (lost)" : ""));
      return line;
    }

    name(process) { return this.data.processes[process].name; }

    buildTools() {
      const tools = this.part("tools");
      const button = (text, action) => {
        const made = element("button", "", text);
        made.addEventListener("click", action);
        tools.append(made);
      };
      button("|◀", () => this.go(0));
      button("◀", () => this.go(this.at - 1));
      button("▶", () => this.go(this.at + 1));
      button("▶|", () => this.go(this.data.events.length - 1));
      this.slider = element("input", "run-slider");
      Object.assign(this.slider, { type: "range", min: 0, max: this.data.events.length - 1 });
      this.slider.addEventListener("input", () => this.go(Number(this.slider.value)));
      this.count = element("span");
      const box = element("input");
      box.type = "checkbox";
      box.addEventListener("change", () => { this.all = box.checked; this.showStates(); });
      const label = element("label", "", " fields that never change, too");
      label.prepend(box);
      tools.append(this.slider, this.count, label);
    }

    listen() {
      this.root.addEventListener("keydown", event => {
        const mine = this.data.events[this.at].process;
        const same = step => {
          for (let i = this.at + step; i >= 0 && i < this.data.events.length; i += step)
            if (this.data.events[i].process === mine) return i;
          return this.at;
        };
        const moves = {
          ArrowLeft: () => this.at - 1, ArrowRight: () => this.at + 1, Home: () => 0, End: () => this.data.events.length - 1,
          p: () => same(-1), n: () => same(1),
        };
        if (moves[event.key] && !event.ctrlKey && !event.metaKey && event.target !== this.slider) {
          event.preventDefault();
          this.go(moves[event.key]());
        }
      });
    }

    go(place) {
      this.at = Math.max(0, Math.min(place, this.data.events.length - 1));
      this.root.dataset.at = this.at;
      this.slider.value = this.at;
      this.count.textContent = "event " + this.at + " of " + (this.data.events.length - 1) + (this.data.more ? ", and " + this.data.more + " more that are not shown" : "");
      this.band.setAttribute("x", this.x(this.at) - COLUMN / 2);
      this.dots.forEach((dot, i) => dot.classList.toggle("now", i === this.at));
      this.data.flights.forEach((flight, i) => {
        this.arrows[i].classList.toggle("far", !(this.isUnderWay(flight) || flight.received === this.at));
      });
      const view = this.part("scroll");
      const x = this.x(this.at);
      if (x < view.scrollLeft + LEFT || x > view.scrollLeft + view.clientWidth - LEFT) view.scrollLeft = x - view.clientWidth / 2;
      this.showEvent();
      this.showFlights();
      this.showStates();
    }

    /** After the event under the cursor. */
    isUnderWay(flight) {
      return flight.sent <= this.at && !flight.lost && (flight.received < 0 || flight.received > this.at);
    }

    showEvent() {
      const event = this.data.events[this.at], pane = this.part("event");
      pane.replaceChildren(element("h3", "", "t=" + event.time + "  " + event.what));
      if (event.alarm) pane.append(element("p", "run-alarm", event.alarm));
      const list = element("ul");
      event.steps.forEach(step => list.append(element("li", "run-step", step)));
      event.effects.forEach(effect => list.append(element("li", "", effect)));
      if (!list.children.length && !event.alarm) list.append(element("li", "run-nothing", "nothing comes of it"));
      pane.append(list);
    }

    showFlights() {
      const under = this.data.flights.filter(flight => this.isUnderWay(flight)), pane = this.part("flights");
      pane.replaceChildren(element("h3", "", under.length + " messages under way"));
      const list = element("ul");
      under.slice(0, 60).forEach(flight => {
        const text = this.name(flight.from) + " → " + this.name(flight.to) + "  " + flight.what + (flight.received < 0 ? " (never received)" : "");
        list.append(element("li", flight.lie ? "run-lie" : "", text));
      });
      if (under.length > 60) list.append(element("li", "run-nothing", "and " + (under.length - 60) + " more"));
      pane.append(list);
    }

    /** What each process holds after the event under the cursor. */
    states() {
      const states = this.data.processes.map(process => ({ ...process.state }));
      for (let i = 0; i <= this.at; i++) {
        const event = this.data.events[i];
        for (const [field, value] of Object.entries(event.changed)) {
          if (value === null) delete states[event.process][field];
          else states[event.process][field] = value;
        }
      }
      return states;
    }

    showStates() {
      const states = this.states(), event = this.data.events[this.at], pane = this.part("states");
      pane.replaceChildren(...this.groups.map((group, number) => {
        const table = element("table"), head = element("tr");
        head.append(element("th", "", "state"), ...group.members.map(place => element("th", place === event.process ? "run-mine" : "", this.name(place))));
        table.append(head);
        for (const field of [...group.fields].sort()) {
          if (!this.all && !this.moving[number].has(field)) continue;
          const row = element("tr");
          row.append(element("td", "run-field", field));
          for (const place of group.members) {
            const isNew = place === event.process && field in event.changed;
            row.append(element("td", isNew ? "run-new" : "", states[place][field] ?? ""));
          }
          table.append(row);
        }
        return table.rows.length > 1 ? table : "";
      }));
    }
  }

  for (const root of document.querySelectorAll(".run")) {
    decode(root.querySelector("script").textContent.trim()).then(data => { if (data.events.length) new RunView(root, data); });
  }
})();
