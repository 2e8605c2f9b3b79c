// Finds passages in which all words of a question occur; those with a word in their title first.
"use strict";
(() => {
  const input = document.getElementById("search"), found = document.getElementById("found"), up = document.body.dataset.up;
  const texts = PASSAGES.map(passage => ({ ...passage, low: (passage.title + "\n" + passage.text).toLowerCase(), head: passage.title.toLowerCase() }));

  function excerpt(passage, word) {
    const at = Math.max(0, passage.text.toLowerCase().indexOf(word) - 60);
    return (at > 0 ? "… " : "") + passage.text.slice(at, at + 180).replace(/\s+/g, " ") + " …";
  }

  input.addEventListener("input", () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(word => word);
    const hits = words.length === 0 ? [] : texts
      .filter(passage => words.every(word => passage.low.includes(word)))
      .map(passage => ({ passage, rank: words.filter(word => passage.head.includes(word)).length }))
      .sort((one, other) => other.rank - one.rank).slice(0, 12);
    found.replaceChildren(...hits.map(({ passage }) => {
      const item = document.createElement("li"), link = document.createElement("a"), text = document.createElement("p");
      link.href = up + passage.page + (passage.anchor ? "#" + passage.anchor : "");
      link.textContent = passage.title;
      text.textContent = excerpt(passage, words[0]);
      item.append(link, text);
      return item;
    }));
    found.dataset.hits = hits.length;
  });
})();
