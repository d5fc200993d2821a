// Makes long tables searchable and sortable. The page is whole without it; nothing is fetched or kept.
"use strict";
(function () {
  const collator = new Intl.Collator("nl", { numeric: true, sensitivity: "base" });
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const value = (row, index) => row.cells[index].textContent.trim();
  const nothing = (text) => text === "–" || text === "" || text === "geen bepaling";

  function searchable(table, rows) {
    const texts = rows.map((row) => plain(row.textContent));
    const bar = document.createElement("div");
    bar.className = "search";
    const label = document.createElement("label");
    label.append("Zoek in deze tabel ");
    const input = document.createElement("input");
    input.type = "search";
    label.append(input);
    const count = document.createElement("span");
    count.setAttribute("role", "status");
    bar.append(label, count);
    table.closest(".scroll").before(bar);
    input.addEventListener("input", () => {
      const words = plain(input.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach((row, rank) => {
        row.hidden = !words.every((word) => texts[rank].includes(word));
        shown += row.hidden ? 0 : 1;
      });
      count.textContent = words.length ? shown + " van " + rows.length + " rijen" : "";
    });
  }

  function sortable(table, rows) {
    const body = table.tBodies[0];
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, index) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const sorted = rows.map((row, rank) => ({ row, rank, text: value(row, index) }));
        sorted.sort((a, b) => nothing(a.text) - nothing(b.text)
          || (down ? -1 : 1) * collator.compare(a.text, b.text) || a.rank - b.rank);
        body.append(...sorted.map((one) => one.row));
      });
    });
  }

  for (const table of document.querySelectorAll("table[data-handy]")) {
    const rows = [...table.tBodies[0].rows];
    if (rows.length > 1) sortable(table, rows);
    if (rows.length > 5) searchable(table, rows);
  }
})();
