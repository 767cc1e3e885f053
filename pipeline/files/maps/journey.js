"use strict";
// Everything people said is put in as text (textContent), never as HTML.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { passages, codes, functions, statuses, statements, maps, shown, say } = data;
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const make = (name, text = "", kind = "") => {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    if (kind) element.className = kind;
    return element;
  };
  const sections = all("section.map");
  const panel = document.querySelector(".panel");
  const filters = maps.map(() => ({ interview: "", role: "", family: "" }));
  document.documentElement.classList.add("js");

  // --- what the filter leaves
  const passes = (map, number) => {
    const filter = filters[map], [passage, code] = statements[number], interview = passages[passage][0];
    return (!filter.interview || interview === filter.interview) && (!filter.role || functions[interview] === filter.role)
      && (!filter.family || code.split(".", 1)[0] === filter.family);
  };
  const left = (map, numbers) => numbers.filter((number) => passes(map, number));
  const base = (map) => maps[map].interviews.filter((name) =>
    (!filters[map].interview || name === filters[map].interview) && (!filters[map].role || functions[name] === filters[map].role)).length;
  const interviews = (numbers) => new Set(numbers.map((number) => passages[statements[number][0]][0])).size;
  const marked = (numbers) => (numbers.some((number) => statements[number][3] === "suggested") ? "°" : "");
  const counted = (map, numbers) => fill(say.n_of_base, { n: interviews(numbers), base: base(map) }) + marked(numbers);
  const backing = (map, numbers) => fill(say.map_n_interviews, { n: interviews(numbers), base: base(map) }) + marked(numbers);
  const signed = (value) => {
    if (Math.abs(value) < 0.05) return "±0";
    const text = (value > 0 ? "+" : "−") + Math.abs(value).toFixed(1);
    return data.language === "de" ? text.replace(".", ",") : text;
  };

  const round = (value) => Math.round(value * 100) / 100;

  // --- the curve, as pipeline.method.journey.feeling has it
  const feeling = (numbers) => {
    const by = new Map();
    for (const number of numbers) {
      const [passage, , valence] = statements[number];
      if (!valence) continue;
      const name = passages[passage][0], own = by.get(name) || [0, 0];
      own[valence > 0 ? 0 : 1] += 1;
      by.set(name, own);
    }
    const values = [...by].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, [good, bad]]) => [name, (2 * (good - bad)) / (good + bad + 1)]);
    return { values, mean: values.length ? round(values.reduce((sum, [, value]) => sum + value, 0) / values.length) : null };
  };
  const height = (value) => round(50 - value * 19);
  const smooth = (points) => points.map(([x, y], place) => {
    if (!place) return `${x} ${y}`;
    const [x0, y0] = points[place - 1], middle = round((x0 + x) / 2);
    return `C${middle} ${y0} ${middle} ${y} ${x} ${y}`;
  }).join("");
  const svg = (name, attributes, text = "") => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    if (text) element.textContent = text;
    return element;
  };
  const redraw = (map) => {
    const curve = sections[map].querySelector(".curve"), stages = maps[map].stages, count = stages.length;
    const felt = stages.map((stage, place) => ({ x: round((place + 0.5) * 100 / count), ...feeling(left(map, stage.all)) })).filter((f) => f.values.length);
    const lines = curve.querySelector(".lines"), dots = curve.querySelector(".dots");
    lines.replaceChildren();
    dots.replaceChildren();
    const runs = [];
    for (const f of felt) {
      const last = runs.length ? runs[runs.length - 1] : null;
      if (last && f.x - last[last.length - 1].x < 150 / count) last.push(f);
      else runs.push([f]);
    }
    const line = (points, kind) => lines.append(svg("path", { class: kind, d: `M${smooth(points.map((f) => [f.x, height(f.mean)]))}` }));
    for (const run of runs.filter((each) => each.length > 1)) {
      const over = run.map((f) => [f.x, height(Math.max(...f.values.map(([, v]) => v)))]);
      const under = run.map((f) => [f.x, height(Math.min(...f.values.map(([, v]) => v)))]).reverse();
      lines.append(svg("path", { class: "band", d: `M${smooth(over)}L${smooth(under)}Z` }));
      line(run, "line");
    }
    runs.slice(1).forEach((run, place) => line([runs[place][runs[place].length - 1], run[0]], "line leap"));
    for (const f of felt) {
      const step = Math.min(44 / count / Math.max(1, f.values.length - 1), 11 / count), middle = (f.values.length - 1) / 2;
      f.values.forEach(([name, value], place) => {
        const ring = svg("circle", { class: "one", cx: `${round(f.x + (place - middle) * step)}%`, cy: `${height(value)}%`, r: 4 });
        ring.append(svg("title", {}, `${name} ${signed(value)}`));
        dots.append(ring);
      });
      const mood = Math.abs(f.mean) < 0.25 ? "flat" : f.mean > 0 ? "good" : "bad";
      dots.append(svg("circle", { class: `mean ${mood}`, cx: `${f.x}%`, cy: `${height(f.mean)}%`, r: 7 }));
      dots.append(svg("text", { class: "value", x: `${f.x}%`, y: `${height(f.mean)}%`, dy: -13, "text-anchor": "middle" }, signed(f.mean)));
    }
  };

  // --- the cells under a filter
  const share = (map, n) => { const whole = base(map); return whole ? Math.round((20 * n) / whole) : 0; };
  const recount = (map, cell) => {
    const { stage, lane } = cell.dataset, items = maps[map].stages[stage].cells[lane];
    if (lane === "feelings") {
      const judged = left(map, maps[map].stages[stage].all).filter((number) => statements[number][2]);
      const note = cell.querySelector(".backed");
      if (note) note.textContent = judged.length ? backing(map, judged) : say.map_no_feeling;
      return;
    }
    const list = cell.querySelector("ul");
    if (!list) return;
    const lines = all("li", list).map((line) => ({ line, numbers: left(map, items[line.dataset.i][1]) }));
    for (const { line, numbers } of lines) {
      const n = interviews(numbers), lead = items[line.dataset.i][1][0];
      line.hidden = !numbers.length || (line.classList.contains("card") && !passes(map, lead));
      const count = line.querySelector(".n"), bar = line.querySelector(".bar");
      if (count) count.textContent = counted(map, numbers);
      if (bar) bar.className = `bar w${share(map, n)}`;
      line.classList.toggle("single", !!bar && n === 1 && base(map) > 1);
    }
    const order = (a, b) => interviews(b.numbers) - interviews(a.numbers) || a.line.dataset.i - b.line.dataset.i;
    const there = lines.filter(({ line }) => !line.hidden).sort(list.querySelector(".card") ? (a, b) => a.line.dataset.i - b.line.dataset.i : order);
    there.forEach(({ line }, place) => { list.append(line); line.classList.toggle("extra", place >= shown[lane]); });
    const more = cell.querySelector(".more"), over = there.length - shown[lane];
    more.hidden = over <= 0;
    more.dataset.n = over;
    if (!cell.classList.contains("open")) more.textContent = fill(say.map_more, { n: over });
    const note = cell.querySelector(".backed"), numbers = lines.flatMap((entry) => entry.numbers);
    if (note) note.textContent = there.length > 1 && !list.querySelector(".card") ? backing(map, numbers) : "";
  };
  const refilter = (map) => {
    const section = sections[map], filter = filters[map];
    all("[role=gridcell]", section).forEach((cell) => recount(map, cell));
    redraw(map);
    maps[map].stages.forEach((stage, place) => {
      const numbers = left(map, stage.all), head = all("thead th + th span", section)[place];
      const told = numbers.length === 1 ? say.map_one_statement : fill(say.map_statements, { n: numbers.length });
      head.textContent = `${fill(say.map_n_interviews, { n: interviews(numbers), base: base(map) })} · ${told}${marked(numbers)}`;
    });
    const chosen = all("select", section).filter((select) => select.value).map((select) => select.selectedOptions[0].textContent);
    const everything = maps[map].stages.flatMap((stage) => stage.all), note = section.querySelector(".shown");
    section.querySelector(".tools button").hidden = !chosen.length;
    note.classList.toggle("on", chosen.length > 0);
    const what = fill(say.map_shown, { n: left(map, everything).length, total: everything.length });
    note.textContent = chosen.length ? `${fill(say.map_filtered, { what: chosen.join(" · ") })} (${what})` : "";
  };
  all("form.tools").forEach((form) => {
    const map = Number(form.dataset.map);
    form.addEventListener("change", (event) => { filters[map][event.target.name] = event.target.value; refilter(map); });
    form.addEventListener("reset", (event) => {
      event.preventDefault();
      all("select", form).forEach((select) => { select.value = ""; });
      filters[map] = { interview: "", role: "", family: "" };
      refilter(map);
      form.querySelector("select").focus();
    });
    form.addEventListener("submit", (event) => event.preventDefault());
  });

  // --- the panel of quotes
  let opener = null;
  const quote = (number) => {
    const [passage, code, valence, status] = statements[number], [interview, speaker, time, text, question, language] = passages[passage];
    const block = make("blockquote", "", valence > 0 ? "good" : valence < 0 ? "bad" : "");
    if (question) block.append(make("p", `${say.map_asked} ${question.length > 240 ? "… " + question.slice(-240) : question}`, "asked"));
    const words = make("p", text);
    words.lang = language;
    const who = [interview, speaker, functions[interview], time].filter(Boolean).join(", ");
    const sign = valence > 0 ? "▲" : valence < 0 ? "▼" : "";
    const mark = status === "suggested" ? "°" : "";
    block.append(words, make("footer", [who, codes[code], `${sign} ${statuses[status]}${mark}`.trim()].join(" · ")));
    block.dataset.passage = passage;
    return block;
  };
  const groups = (map, stage, lane) => {
    const { all: every, cells } = maps[map].stages[stage];
    if (lane !== "feelings") return cells[lane].map(([title, numbers], place) => [title, left(map, numbers), place]);
    const of = (way) => left(map, every).filter((number) => statements[number][2] === way);
    return [[say.map_bad, of(-1), 0], [say.map_good, of(1), 1]];
  };
  const open = (cell, item) => {
    const section = cell.closest("section"), map = sections.indexOf(section), { stage, lane } = cell.dataset;
    if (cell.classList.contains("none")) return;
    opener = cell;
    const title = panel.querySelector("h2"), inside = panel.querySelector("div");
    const name = section.querySelector(`tr.${lane} th b`).textContent;
    title.replaceChildren(make("small", maps[map].name), `${name} · ${maps[map].stages[stage].name}`);
    inside.replaceChildren();
    let here = null;
    for (const [head, numbers, place] of groups(map, stage, lane)) {
      if (!numbers.length) continue;
      if (head) {
        const line = make("h3", head);
        line.append(make("span", counted(map, numbers)));
        if (String(place) === item) { here = line; line.classList.add("here"); }
        inside.append(line);
      }
      inside.append(...numbers.map(quote));
    }
    if (!inside.childElementCount) inside.append(make("p", say.map_nothing_left));
    const box = cell.getBoundingClientRect();
    panel.classList.toggle("left", box.left + box.width / 2 > innerWidth / 2); // beside the cell, not over it
    panel.hidden = false;
    panel.scrollTop = 0;
    if (here) panel.scrollTop = Math.max(0, here.offsetTop - panel.querySelector("header").offsetHeight - 24);
    title.focus({ preventScroll: true });
  };
  const close = () => {
    panel.hidden = true;
    if (opener) opener.focus();
    opener = null;
  };
  panel.querySelector("button").addEventListener("click", close);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !panel.hidden) close(); });

  // --- the grid: one stop for Tab, arrow keys inside
  const visit = (cell) => {
    all("[role=gridcell]", cell.closest("table")).forEach((other) => { other.tabIndex = other === cell ? 0 : -1; });
    cell.focus();
  };
  all("table.grid").forEach((table) => {
    const rows = all("tbody tr", table).map((row) => all("td", row));
    if (rows[0] && rows[0][0]) rows[0][0].tabIndex = 0;
    table.addEventListener("keydown", (event) => {
      const cell = event.target.closest("td");
      if (!cell || event.target !== cell) return;
      const row = rows.findIndex((cells) => cells.includes(cell)), column = rows[row].indexOf(cell);
      const steps = { ArrowUp: [row - 1, column], ArrowDown: [row + 1, column], ArrowLeft: [row, column - 1], ArrowRight: [row, column + 1],
        Home: [event.ctrlKey ? 0 : row, 0], End: [event.ctrlKey ? rows.length - 1 : row, rows[row].length - 1] };
      if (event.key in steps) {
        const [y, x] = steps[event.key];
        if (rows[y] && rows[y][x]) visit(rows[y][x]);
        event.preventDefault();
      } else if (event.key === "Enter" || event.key === " ") {
        open(cell, "");
        event.preventDefault();
      }
    });
    table.addEventListener("click", (event) => {
      const cell = event.target.closest("td");
      if (!cell) return;
      const more = event.target.closest(".more");
      if (more) {
        const opened = cell.classList.toggle("open");
        more.setAttribute("aria-expanded", String(opened));
        more.textContent = opened ? say.map_less : fill(say.map_more, { n: more.dataset.n });
        return;
      }
      if (getSelection().toString()) return; // somebody marks text to copy it
      const line = event.target.closest("li");
      visit(cell);
      open(cell, line ? line.dataset.i : "");
    });
  });

  // --- tabs
  const tabs = all("[role=tab]");
  const choose = (key, move) => {
    const wanted = Math.max(0, maps.findIndex((map) => map.job === key));
    tabs.forEach((tab, place) => { tab.setAttribute("aria-selected", String(place === wanted)); tab.tabIndex = place === wanted ? 0 : -1; });
    sections.forEach((section, place) => { section.hidden = place !== wanted; });
    if (!panel.hidden) { opener = null; close(); }
    if (move) tabs[wanted].focus();
  };
  tabs.forEach((tab, place) => {
    tab.addEventListener("click", (event) => { event.preventDefault(); choose(maps[place].job, true); history.replaceState(null, "", `#${maps[place].job}`); });
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: tabs.length - 1 }[event.key];
      if (step === undefined) return;
      event.preventDefault();
      tabs[(step + tabs.length) % tabs.length].click();
    });
  });
  all(".more").forEach((more) => { more.dataset.n = (more.textContent.match(/\d+/) || ["0"])[0]; });
  addEventListener("hashchange", () => { const key = location.hash.slice(1); if (maps.some((map) => map.job === key)) choose(key, false); });
  choose(location.hash.slice(1), false);
})();
